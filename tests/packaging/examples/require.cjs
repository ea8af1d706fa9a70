// In Node, `require` works as well, and nothing has to be awaited.
const { compare, version } = require("isolated-margin");

const { isolated } = compare({ side: "long", value: 1000, entryPrice: 60000, leverage: 10, walletBalance: 2000 });
console.log(isolated.maxLoss, typeof version());
