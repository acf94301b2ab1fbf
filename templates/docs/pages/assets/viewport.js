// Moving and enlarging a drawing: by wheel, by one or two fingers, by keys, and by buttons that call `zoom` and `fit`.
//
// The drawing's own coordinates stay as they are; the element `scene` gets a transform. `changed` hears of every move.

const LEAST = 0.02;
const MOST = 2.5;
const STEP = 1.25;
const KEYS = {
  ArrowLeft: (port) => { port.move(80, 0); },
  ArrowRight: (port) => { port.move(-80, 0); },
  ArrowUp: (port) => { port.move(0, 80); },
  ArrowDown: (port) => { port.move(0, -80); },
  '+': (port) => { port.zoom(STEP); },
  '=': (port) => { port.zoom(STEP); },
  '-': (port) => { port.zoom(1 / STEP); },
  0: (port) => { port.fit(); },
};

export class Viewport {
  #element;
  #scene;
  #size;
  #changed;
  #fingers = new Map();
  #whole = false;
  x = 0;
  y = 0;
  scale = 1;

  constructor(element, scene, size, changed) {
    this.#element = element;
    this.#scene = scene;
    this.#size = size;
    this.#changed = changed;
    element.addEventListener('wheel', (event) => { this.#wheel(event); }, { passive: false });
    element.addEventListener('pointerdown', (event) => { this.#fingers.set(event.pointerId, event); });
    element.addEventListener('pointermove', (event) => { this.#drag(event); });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) element.addEventListener(end, (event) => { this.#fingers.delete(event.pointerId); });
    element.addEventListener('keydown', (event) => { this.#key(event); });
  }

  move(x, y) {
    this.x += x;
    this.y += y;
    this.#apply();
  }

  /** Around a place of the element, or its middle. */
  zoom(by, at = { x: this.#element.clientWidth / 2, y: this.#element.clientHeight / 2 }) {
    const scale = Math.min(MOST, Math.max(LEAST, this.scale * by));
    this.x = at.x - ((at.x - this.x) * scale) / this.scale;
    this.y = at.y - ((at.y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.#apply();
  }

  /** All of the drawing again, in a window of another size, as long as nobody has looked nearer. */
  refit() {
    if (this.#whole) this.fit();
  }

  /** All of the drawing. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    this.scale = Math.min(1, (width - 24) / this.#size.width, (height - 24) / this.#size.height);
    this.x = (width - this.#size.width * this.scale) / 2;
    this.y = (height - this.#size.height * this.scale) / 2;
    this.#apply(true);
  }

  /** A part of the drawing in the middle, large enough to be read. */
  show(box, scale = Math.max(this.scale, 0.9)) {
    this.scale = scale;
    this.x = this.#element.clientWidth / 2 - (box.x + box.width / 2) * scale;
    this.y = this.#element.clientHeight / 2 - (box.y + Math.min(box.height, 200) / 2) * scale;
    this.#apply();
  }

  /** Is any of this box to be seen? */
  sees(box) {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const left = this.x + box.x * this.scale;
    const top = this.y + box.y * this.scale;
    return left < width && top < height && left + box.width * this.scale > 0 && top + box.height * this.scale > 0;
  }

  #apply(whole = false) {
    this.#whole = whole;
    this.#scene.setAttribute('transform', `translate(${String(this.x)} ${String(this.y)}) scale(${String(this.scale)})`);
    this.#changed(this);
  }

  #wheel(event) {
    event.preventDefault();
    const corner = this.#element.getBoundingClientRect();
    const by = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002));
    this.zoom(by, { x: event.clientX - corner.left, y: event.clientY - corner.top });
  }

  #drag(event) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const other = [...this.#fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    if (other) this.#pinch(before, event, other);
    else this.move(event.clientX - before.clientX, event.clientY - before.clientY);
    this.#fingers.set(event.pointerId, event);
  }

  #pinch(before, now, other) {
    const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
    const corner = this.#element.getBoundingClientRect();
    const middle = { x: (now.clientX + other.clientX) / 2 - corner.left, y: (now.clientY + other.clientY) / 2 - corner.top };
    this.move((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
    if (apart(before) > 0) this.zoom(apart(now) / apart(before), middle);
  }

  #key(event) {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(this);
  }
}
