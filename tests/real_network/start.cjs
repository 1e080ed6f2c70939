// The AT Protocol's own servers (directory, personal data server, AppView), as its authors run them for their own tests.
require('@atproto/dev-env/dist/env');
const { TestNetwork, mockMailer } = require('@atproto/dev-env');

const port = (offset) => 2682 + offset;
TestNetwork.create({
  plc: { port: port(0) },
  pds: { port: port(1), hostname: 'localhost' },
  bsky: { dbPostgresSchema: 'bsky', port: port(2), publicUrl: `http://localhost:${port(2)}` },
  ozone: { port: port(5) },
})
  .then((network) => {
    mockMailer(network.pds);
    console.log('UP', network.pds.url);
  })
  .catch((problem) => {
    console.error(problem);
    process.exit(1);
  });
