// Sends what waits on the device: in order, one request at a time, again until it was answered. Each command has an id
// of its own, so that one whose answer was lost is stored once however often it comes.
const PAUSES = [2, 5, 10, 30, 60]; // seconds between attempts that fail
const TOGETHER = 20; // commands in one request; photos go each by itself

// What the server said to a request that it did not take as a whole.
class NotTaken extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

export function createSender({ settings, store, greeted, changed, settled }) {
  let token = "";
  let phase = "idle";
  let failures = 0;
  let timer = 0;
  let running = false;
  let wanted = false;
  const toSign = new Map(); // acts that wait for a key, by id of their command, with what the server made of their times

  // --- one request ---

  async function ask(address, request = {}) {
    const headers = { "X-Account": settings.account, "X-CSRFToken": token, ...request.headers };
    const answer = await fetch(address, { cache: "no-store", redirect: "error", ...request, headers });
    const json = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = json ? await answer.json() : {};
    if (!answer.ok) throw new NotTaken(answer.status, said.text ?? "");
    if (!json) throw new Error("not an answer of ours");
    return said;
  }

  function addressOf(pattern, visit) {
    return pattern.replace(settings.visit, visit);
  }

  async function greet(visit) {
    const asked = Date.now();
    const said = await ask(addressOf(settings.sync, visit));
    token = said.token;
    await greeted(visit, said, asked);
  }

  async function posted(commands) {
    const [{ visit, kind, id, body, photo }] = commands;
    if (kind !== "photo") {
      const sent = commands.map((command) => ({ id: command.id, kind: command.kind, body: command.body }));
      const headers = { "Content-Type": "application/json" };
      const request = { method: "POST", headers, body: JSON.stringify({ commands: sent }) };
      return ask(addressOf(settings.sync, visit), request);
    }
    const form = new FormData();
    Object.entries({ id, ...body }).forEach(([name, value]) => form.append(name, value));
    form.append("photo", photo, "photo.jpg");
    return ask(addressOf(settings.photo, visit), { method: "POST", body: form });
  }

  // A mark against forgery goes stale with the session: a new one is asked for, once.
  async function sent(commands) {
    if (!token) await greet(commands[0].visit);
    try {
      return await posted(commands);
    } catch (error) {
      if (error.status !== 403) throw error;
      await greet(commands[0].visit);
      return posted(commands);
    }
  }

  // --- the queue ---

  // What goes next: one visit's commands up to the next photo. An act waits until everything before it was taken.
  function next(queue) {
    const stopped = new Set(queue.filter((command) => command.refused).map((command) => command.visit));
    const waits = (one) => one.kind === "sign" && (stopped.has(one.visit) || toSign.has(one.id));
    const ready = queue.filter((one) => !one.refused && !waits(one));
    const [first] = ready;
    if (!first) return [];
    if (first.kind === "photo" || first.kind === "sign") return [first];
    const end = ready.findIndex((one) => one.visit !== first.visit || one.kind === "photo" || one.kind === "sign");
    return ready.slice(0, end < 0 ? TOGETHER : Math.min(end, TOGETHER));
  }

  async function sendNext() {
    const commands = next(await store.queue());
    if (commands.length === 0) return false;
    // A device without space left cannot write even this; what goes out makes room.
    await store.change(commands.map((command) => ({ ...command, tried: true }))).catch(() => {});
    const said = await sent(commands).catch((error) => refusedAsAWhole(commands, error));
    const answers = new Map(said.commands.map((answer) => [answer.id, answer]));
    const done = commands.filter((one) => ["done", "repeated"].includes(answers.get(one.id)?.outcome));
    const not = commands.filter((one) => answers.get(one.id)?.outcome === "refused");
    const unsigned = commands.filter((one) => answers.get(one.id)?.outcome === "sign");
    unsigned.forEach((one) => toSign.set(one.id, answers.get(one.id).result));
    const signed = done.find((one) => one.kind === "sign");
    if (signed) await settled(signed, answers.get(signed.id).result);
    await store.drop(done.map((command) => command.order));
    await store.change(not.map((command) => ({ ...command, tried: true, refused: answers.get(command.id) })));
    await changed();
    if (done.length + not.length + unsigned.length < commands.length) throw new Error("asked to come again");
    return true;
  }

  // A visit that is no longer ours says so again when its commands are sent; those of others still go.
  function unlessGone(error) {
    if (error.status !== 404) throw error;
  }

  // What cannot be read or is no longer ours would be refused for ever: it is shown, not sent again and again.
  function refusedAsAWhole(commands, error) {
    if (![400, 404, 413].includes(error.status)) throw error;
    const refusal = { outcome: "refused", code: String(error.status), text: error.message };
    return { commands: commands.map((command) => ({ ...refusal, id: command.id })) };
  }

  // --- when ---

  async function show(next) {
    phase = next;
    await changed();
  }

  async function round() {
    if (!navigator.onLine) return "offline";
    try {
      if (!token) await greet(settings.visit).catch(unlessGone);
      if ((await store.queue()).some((command) => !command.refused)) await show("sending");
      while (await sendNext());
      failures = 0;
      return "idle";
    } catch (error) {
      failures += 1;
      if (error.status === 401) return "signed_out";
      if (error.status === 409) return "other_account";
      return error.status >= 500 || error.status === 429 ? "not_now" : "offline";
    }
  }

  function later() {
    clearTimeout(timer);
    const pause = PAUSES[Math.min(failures, PAUSES.length) - 1] ?? PAUSES.at(-1);
    timer = setTimeout(send, pause * 1000);
  }

  async function send() {
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    do {
      wanted = false;
      // Two pages of one account do not send the same queue at once.
      await show(await navigator.locks.request(`inspections-${settings.account}`, round));
    } while (wanted);
    running = false;
    later();
  }

  return {
    get phase() {
      return phase;
    },
    toSign,
    send,
    // Asked for by hand: what was refused is sent again too, since the reason may be gone.
    async retry() {
      const refused = (await store.queue()).filter((command) => command.refused);
      await store.change(refused.map((command) => ({ ...command, refused: null })));
      failures = 0;
      token = "";
      toSign.clear();
      await send();
    },
    watch() {
      // The clock, the session, what others noted: all may be different after a pause.
      const again = () => {
        failures = 0;
        token = "";
        toSign.clear();
        send();
      };
      window.addEventListener("online", again);
      window.addEventListener("offline", () => show("offline"));
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
      return send();
    },
  };
}
