// SPDX-FileCopyrightText: The Weir authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A bare echo on npm's ws, to be measured beside Weir.
// usage: node ws-echo.js PATH-OF-WS PORT

const { WebSocketServer } = require(process.argv[2]);

new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[3]), backlog: 511 })
  .on('connection', (socket) => {
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  });
