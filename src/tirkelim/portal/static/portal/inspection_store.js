// What the device keeps for one account: the commands that wait to be sent, in their order, and of each visit what the
// inspector saw last. A note is kept when its transaction has reached the disk, not before.
const COMMANDS = "commands";
const VISITS = "visits";

function answered(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

function ended(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
  });
}

export function nameOf(account) {
  return `inspections-${account}`;
}

function makeTables(database) {
  const commands = database.createObjectStore(COMMANDS, { keyPath: "order", autoIncrement: true });
  commands.createIndex("visit", "visit");
  database.createObjectStore(VISITS, { keyPath: "visit" });
}

function opened(account) {
  const request = indexedDB.open(nameOf(account), 1);
  request.onupgradeneeded = () => makeTables(request.result);
  return answered(request);
}

export function emptyVisit(visit) {
  return { visit, begunAt: null, offset: null, notes: {}, photos: {}, removed: [] };
}

function moved(moment, by) {
  return new Date(Date.parse(moment) + by).toISOString();
}

// What was noted since the server's clock was last read is moved by what the clock of the device turned out to be
// wrong; what is on its way already stays as it was sent.
function setRight(row, commands, offset) {
  const by = offset - (row.offset ?? 0);
  const unsure = commands.filter((one) => !one.sure && (!one.tried || one.refused));
  for (const command of unsure) {
    const times = ["noted_at", "taken_at", "ended_at"].filter((name) => name in command.body);
    times.forEach((name) => (command.body[name] = moved(command.body[name], by)));
    const note = row.notes[command.body.line];
    if (note?.id === command.id) note.noted_at = command.body.noted_at;
    const photo = row.photos[command.id];
    if (photo) photo.takenAt = command.body.taken_at;
  }
  if (row.begunAt && !row.begunSure) row.begunAt = moved(row.begunAt, by);
  unsure.filter((one) => one.kind === "sign").forEach((one) => (one.body.begun_at = row.begunAt));
  Object.assign(row, { offset, begunSure: Boolean(row.begunAt) });
  commands.forEach((one) => (one.sure = true));
}

export async function openStore(account) {
  const database = await opened(account);
  // Another page that clears the device is not to wait for this one.
  database.onversionchange = () => database.close();

  function writing() {
    return database.transaction([COMMANDS, VISITS], "readwrite", { durability: "strict" });
  }

  return {
    async load(visit) {
      const transaction = database.transaction([COMMANDS, VISITS]);
      const [row, commands] = await Promise.all([
        answered(transaction.objectStore(VISITS).get(visit)),
        answered(transaction.objectStore(COMMANDS).index("visit").getAll(visit)),
      ]);
      return { row: row ?? emptyVisit(visit), commands };
    },

    // All commands of the account, of every visit, in the order in which they were given.
    async queue() {
      return answered(database.transaction(COMMANDS).objectStore(COMMANDS).getAll());
    },

    // Change what is kept of a visit, add commands, drop those (by order) whose place they take: all or nothing.
    async keep(visit, alter, added = [], dropped = []) {
      const transaction = writing();
      const over = ended(transaction);
      over.catch(() => {}); // also where reading fails before anyone waits for the end
      const row = (await answered(transaction.objectStore(VISITS).get(visit))) ?? emptyVisit(visit);
      const waiting = await answered(transaction.objectStore(COMMANDS).index("visit").getAll(visit));
      alter(row, waiting);
      transaction.objectStore(VISITS).put(row);
      dropped.forEach((order) => transaction.objectStore(COMMANDS).delete(order));
      added.forEach((command) => transaction.objectStore(COMMANDS).add(command));
      await over;
    },

    // Changed commands, such as those that were refused, take their old place.
    async change(commands) {
      const transaction = writing();
      const table = transaction.objectStore(COMMANDS);
      for (const command of commands) {
        // One that was taken back in the meantime stays away.
        if (await answered(table.getKey(command.order))) table.put(command);
      }
      await ended(transaction);
    },

    // The clock of the device is behind the server's by so many milliseconds, for all visits of the account.
    async setClock(offset) {
      const transaction = writing();
      const commands = await answered(transaction.objectStore(COMMANDS).getAll());
      for (const row of await answered(transaction.objectStore(VISITS).getAll())) {
        const own = commands.filter((one) => one.visit === row.visit);
        const fresh = own.filter((one) => !one.sure);
        setRight(row, own, offset);
        transaction.objectStore(VISITS).put(row);
        fresh.forEach((one) => transaction.objectStore(COMMANDS).put(one));
      }
      await ended(transaction);
    },

    async drop(orders) {
      const transaction = writing();
      orders.forEach((order) => transaction.objectStore(COMMANDS).delete(order));
      await ended(transaction);
    },

    async forget(visit) {
      const transaction = writing();
      const commands = transaction.objectStore(COMMANDS);
      const orders = await answered(commands.index("visit").getAllKeys(visit));
      orders.forEach((order) => commands.delete(order));
      transaction.objectStore(VISITS).delete(visit);
      await ended(transaction);
    },

    close() {
      database.close();
    },
  };
}

// Of an account that leaves the device: what was sent goes, what was not stays until it signs in again.
// Returns how many commands stay.
export async function forgetSent(account) {
  const database = await opened(account);
  const transaction = database.transaction([COMMANDS, VISITS], "readwrite");
  const [commands, visits] = await Promise.all([
    answered(transaction.objectStore(COMMANDS).getAll()),
    answered(transaction.objectStore(VISITS).getAllKeys()),
  ]);
  const waiting = new Set(commands.map((command) => command.visit));
  visits.filter((visit) => !waiting.has(visit)).forEach((visit) => transaction.objectStore(VISITS).delete(visit));
  await ended(transaction);
  database.close();
  if (commands.length === 0) await answered(indexedDB.deleteDatabase(nameOf(account)));
  return commands.length;
}
