// Shows what `sqlx dev` says over whatever page this is, and loads the page again when another server answers.

const style = new CSSStyleSheet();
style.replaceSync(`
  pre {
    position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; margin: 0; padding: 1rem 1.25rem; overflow: auto; box-sizing: border-box;
    border-top: 3px solid #ff6369; background: #201315; color: #ffe1e0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap;
  }
`);

const notice = document.createElement('pre');
notice.setAttribute('role', 'alert');
notice.tabIndex = 0;

const place = document.createElement('div');
const shadow = place.attachShadow({ mode: 'open' });
shadow.adoptedStyleSheets = [style];
shadow.append(notice);

function show(troubles) {
  notice.textContent = troubles;
  if (troubles === '') {
    place.remove();
  } else if (!place.isConnected) {
    document.body.append(place);
  }
}

/** Who is writing would lose it. */
function isWriting() {
  return document.activeElement?.matches('input, textarea, select, [contenteditable]') ?? false;
}

let server;

function listen() {
  const source = new EventSource('/dev/notices');
  source.addEventListener('message', ({ data }) => {
    const said = JSON.parse(data);
    server ??= said.server;
    if (said.server !== server && !isWriting()) location.reload();
    show(said.troubles);
  });
  // What is no stream is not asked for again by the browser itself.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

listen();
