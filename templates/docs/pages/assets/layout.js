// Where the boxes of a whole schema go: tables that belong together stand together.
//
//   1. Tables are gathered into groups: within a schema, those with more foreign keys between them than chance would have (greedy modularity), up to a
//      size that the eye takes in. Few tables are not taken apart.
//   2. In a group, a table stands to the right of those that it points to, near what it is linked with.
//   3. Groups are put on shelves, high ones first.
//
// Nothing here draws. Equal schemas have equal pictures: whatever is equally good is decided by the order of tables.

const MOST_IN_GROUP = 24;
const FEW = 12;
const GAP_X = 70;
const GAP_Y = 22;
const MARGIN = 26;
const TITLE = 40;
const SHELF_GAP = 60;

// ---------------------------------------------------------------------------------------------------------- groups

/** How many links there are between each two groups: a Map by group of Maps by group. */
function weights(count, links) {
  const between = Array.from({ length: count }, () => new Map());
  for (const [a, b] of links) {
    between[a].set(b, (between[a].get(b) ?? 0) + 1);
    between[b].set(a, (between[b].get(a) ?? 0) + 1);
  }
  return between;
}

function bestPair(between, degree, size, total) {
  let best;
  between.forEach((others, a) => {
    for (const [b, weight] of others) {
      if (b <= a || size[a] + size[b] > MOST_IN_GROUP) continue;
      const gain = weight / total - (degree[a] * degree[b]) / (2 * total * total);
      const fits = gain > 0 || size[a] + size[b] <= FEW;
      if (fits && (best === undefined || gain > best.gain + 1e-12)) best = { a, b, gain };
    }
  });
  return best;
}

function merge(between, { a, b }) {
  for (const [other, weight] of between[b]) {
    between[other].delete(b);
    if (other === a) continue;
    between[a].set(other, (between[a].get(other) ?? 0) + weight);
    between[other].set(a, between[a].get(other));
  }
  between[b] = new Map();
}

/** Lists of indices; `kinds[i]` keeps apart what must not be together. */
export function groupsOf(kinds, links) {
  const inside = links.filter(([a, b]) => a !== b && kinds[a] === kinds[b]);
  const between = weights(kinds.length, inside);
  const degree = between.map((others) => [...others.values()].reduce((sum, weight) => sum + weight, 0));
  const members = kinds.map((_, at) => [at]);
  const size = kinds.map(() => 1);
  for (let pair = bestPair(between, degree, size, inside.length); pair; pair = bestPair(between, degree, size, inside.length)) {
    merge(between, pair);
    members[pair.a].push(...members[pair.b]);
    degree[pair.a] += degree[pair.b];
    size[pair.a] += size[pair.b];
    [members[pair.b], degree[pair.b], size[pair.b]] = [[], 0, 0];
  }
  return withoutLoners(members.filter((group) => group.length > 0), kinds);
}

/** Tables that nothing is linked with make one group in each schema. */
function withoutLoners(groups, kinds) {
  const alone = new Map();
  const kept = [];
  for (const group of groups) {
    if (group.length > 1) kept.push(group.sort((a, b) => a - b));
    else alone.set(kinds[group[0]], [...(alone.get(kinds[group[0]]) ?? []), group[0]]);
  }
  return [...kept, ...alone.values()];
}

// ------------------------------------------------------------------------------------------------- within a group

/** For each member how far right it stands: behind all that it points to, as far as there is no circle. */
function ranksOf(members, targets) {
  const rank = new Map();
  const open = new Set();
  const visit = (member) => {
    if (rank.has(member)) return rank.get(member);
    open.add(member);
    let most = 0;
    for (const target of targets.get(member) ?? []) if (!open.has(target)) most = Math.max(most, visit(target) + 1);
    open.delete(member);
    rank.set(member, most);
    return most;
  };
  members.forEach(visit);
  return rank;
}

/** Brings each member next to the nearest of those that point to it, so that lines don't run past boxes that are none of theirs. */
function pullRight(members, rank, sources) {
  for (const member of [...members].sort((a, b) => rank.get(b) - rank.get(a) || a - b)) {
    const behind = (sources.get(member) ?? []).map((source) => rank.get(source)).filter((each) => each > rank.get(member));
    if (behind.length > 0) rank.set(member, Math.min(...behind) - 1);
  }
  return rank;
}

function layersOf(members, rank) {
  const layers = [];
  for (const member of members) (layers[rank.get(member)] ??= []).push(member);
  return layers.filter((layer) => layer !== undefined);
}

/** Orders each layer by where the neighbours stand, forth and back. */
function untangle(layers, neighbours) {
  const place = new Map();
  const number = (layer) => { layer.forEach((member, at) => place.set(member, (at + 0.5) / layer.length)); };
  const middle = (member) => {
    const near = neighbours.get(member) ?? [];
    return near.length === 0 ? place.get(member) : near.reduce((sum, each) => sum + place.get(each), 0) / near.length;
  };
  layers.forEach(number);
  for (let round = 0; round < 6; ++round) {
    for (const layer of round % 2 === 0 ? layers : [...layers].reverse()) {
      const wish = new Map(layer.map((member) => [member, middle(member)]));
      layer.sort((a, b) => wish.get(a) - wish.get(b) || a - b);
      number(layer);
    }
  }
}

/** Cuts what would be higher than `most` into several stacks. */
function stacksOf(layer, boxes, most) {
  const stacks = [[]];
  let high = 0;
  for (const member of layer) {
    if (high > 0 && high + boxes[member].height > most) {
      stacks.push([]);
      high = 0;
    }
    stacks.at(-1).push(member);
    high += boxes[member].height + GAP_Y;
  }
  return stacks;
}

function heightOf(stack, boxes) {
  return stack.reduce((sum, member) => sum + boxes[member].height + GAP_Y, -GAP_Y);
}

function byMember(members, links, pick) {
  const here = new Set(members);
  const found = new Map();
  for (const [a, b] of links) {
    if (a === b || !here.has(a) || !here.has(b)) continue;
    for (const [one, other] of pick(a, b)) found.set(one, [...(found.get(one) ?? []), other]);
  }
  return found;
}

/** { width, height, places: [[member, x, y]] } with the corner at 0 0. */
function arrange(members, boxes, links) {
  const targets = byMember(members, links, (a, b) => [[a, b]]);
  const sources = byMember(members, links, (a, b) => [[b, a]]);
  const layers = layersOf(members, pullRight(members, ranksOf(members, targets), sources));
  untangle(layers, byMember(members, links, (a, b) => [[a, b], [b, a]]));
  const area = members.reduce((sum, member) => sum + (boxes[member].width + GAP_X) * (boxes[member].height + GAP_Y), 0);
  const most = Math.max(Math.sqrt(area), ...members.map((member) => boxes[member].height));
  const stacks = layers.flatMap((layer) => stacksOf(layer, boxes, most));
  const height = Math.max(...stacks.map((stack) => heightOf(stack, boxes)));
  const places = [];
  let x = MARGIN;
  for (const stack of stacks) {
    let y = TITLE + MARGIN + (height - heightOf(stack, boxes)) / 2;
    for (const member of stack) {
      places.push([member, x, y]);
      y += boxes[member].height + GAP_Y;
    }
    x += Math.max(...stack.map((member) => boxes[member].width)) + GAP_X;
  }
  return { width: x - GAP_X + MARGIN, height: height + TITLE + 2 * MARGIN, places };
}

// --------------------------------------------------------------------------------------------------------- shelves

function shelve(groups, aspect) {
  const area = groups.reduce((sum, group) => sum + (group.width + SHELF_GAP) * (group.height + SHELF_GAP), 0);
  const most = Math.max(Math.sqrt(area * aspect), ...groups.map((group) => group.width));
  let [x, y, high, width] = [0, 0, 0, 0];
  for (const group of [...groups].sort((a, b) => b.height - a.height || a.members[0] - b.members[0])) {
    if (x > 0 && x + group.width > most) [x, y, high] = [0, y + high + SHELF_GAP, 0];
    Object.assign(group, { x, y });
    x += group.width + SHELF_GAP;
    high = Math.max(high, group.height);
    width = Math.max(width, x - SHELF_GAP);
  }
  return { width, height: y + high };
}

/**
 * `boxes` are { width, height, kind }, `links` pairs of indices, from the table that has the key; the whole becomes about `aspect` times as wide as high. Each box gets its `x` and `y`; the groups come back with
 * their frames, and the size of the whole.
 */
export function layOut(boxes, links, aspect) {
  const groups = groupsOf(boxes.map((box) => box.kind), links).map((members) => ({ members, ...arrange(members, boxes, links) }));
  const size = groups.length > 0 ? shelve(groups, aspect) : { width: 0, height: 0 };
  for (const group of groups) {
    for (const [member, x, y] of group.places) Object.assign(boxes[member], { x: group.x + x, y: group.y + y });
    delete group.places;
  }
  return { groups, ...size };
}
