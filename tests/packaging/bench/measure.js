// Times that can be compared on a machine that has other things to do: the processor's time and not the clock's, everybody
// in one process, by turns, in many short rounds, of which the median counts.

const WARM_UP = 300;
const ROUND = 25;
const ROUNDS = 21;

/** What results are counted into, so that no engine can leave the work out. */
let sink = 0;

function milliseconds(operation, times) {
  const begin = process.cpuUsage();
  for (let index = 0; index < times; index += 1) sink += operation(index) === undefined ? 1 : 0;
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

/** How often an operation is done in one round, after it is warm. */
function timesOf(operation) {
  let times = 1;
  let spent = 0;
  let last = 0;
  while (spent < WARM_UP || last < ROUND / 4) {
    if (last < ROUND / 4) times *= 2;
    last = milliseconds(operation, times);
    spent += last;
  }
  return Math.max(1, Math.round((times * ROUND) / last));
}

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median microseconds that the processor takes for each operation, `{ name: (index) => result }`, whose names stay. */
export function measure(operations) {
  const contestants = Object.entries(operations).map(([name, operation]) => ({ name, operation, times: timesOf(operation), found: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let place = 0; place < contestants.length; place += 1) {
      // Everybody begins once in a while: who follows whom can matter.
      const { operation, times, found } = contestants[(place + round) % contestants.length];
      found.push((milliseconds(operation, times) / times) * 1_000);
    }
  }
  if (sink > 0) throw new Error("an operation has no result");
  return Object.fromEntries(contestants.map(({ name, found }) => [name, median(found)]));
}
