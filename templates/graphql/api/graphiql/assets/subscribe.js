// A subscription, as an endless list of answers: the protocol graphql-transport-ws, with one operation on a WebSocket of its own.

export async function* subscribe(address, operation, headers) {
  const socket = new WebSocket(address.href.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const messages = received(socket);
  const send = (message) => socket.send(JSON.stringify(message));
  try {
    for await (const { type, payload } of messages) {
      if (type === 'open') send({ type: 'connection_init', payload: headers });
      if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: operation });
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'next') yield payload;
      if (type === 'error') yield { errors: payload };
      if (type === 'error' || type === 'complete') return;
    }
  } finally {
    socket.close(1000);
  }
}

/** What happens on the socket, one after the other, until it is closed. */
async function* received(socket) {
  const waiting = [];
  let wake = () => {};
  const happened = (event) => {
    waiting.push(event);
    wake();
  };
  socket.onopen = () => happened({ type: 'open' });
  socket.onmessage = ({ data }) => happened(JSON.parse(data));
  socket.onclose = ({ code, reason }) => happened({ type: 'closed', code, reason });
  for (;;) {
    while (waiting.length === 0) await new Promise((resolve) => (wake = resolve));
    const event = waiting.shift();
    if (event.type === 'closed') {
      if (event.code !== 1000) throw new Error(`the connection was closed: ${event.code} ${event.reason}`);
      return;
    }
    yield event;
  }
}
