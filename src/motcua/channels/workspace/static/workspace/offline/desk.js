/* The offline desk: prepare, unlock, take in, print, send. Everything a person says is sealed in the store before a slip is shown. */
(function () {
  "use strict";
  const desk = document.getElementById("desk"), rules = self.deskRules, store = self.deskStore, { make, dong, moment, dayOf } = self.deskSlip;
  if (!desk) return;
  const by = (id) => document.getElementById(id);
  const word = (name) => desk.getAttribute("data-w-" + name) || name;
  const base = desk.dataset.base, language = desk.dataset.language === "en" ? "en" : "vi";
  const { MINUTE, VIETNAM } = self.deskSlip;
  let pack = null, current = null, online = false, busy = false, saving = null, unsaved = false;

  const say = (where, text) => { where.textContent = text || ""; where.hidden = !text; };
  const only = (id) => { for (const one of desk.querySelectorAll(":scope > section")) one.hidden = one.id !== id; };

  // Time: the clock of the office, learnt at preparation; whole minutes since 1970 by the clock of Viet Nam.
  const officeNow = () => Date.now() + (pack ? pack.offset : 0);
  const minuteNow = () => Math.floor(officeNow() / MINUTE) + VIETNAM;

  async function ask(path, body, token) {
    const headers = token ? { "X-CSRFToken": token } : {};
    if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 60000);
    try {
      const answer = await fetch(base + path, { method: body ? "POST" : "GET", headers, signal: stop.signal, credentials: "same-origin", body: body instanceof FormData ? body : body ? JSON.stringify(body) : undefined });
      if (answer.redirected || !(answer.headers.get("content-type") || "").startsWith("application/json")) throw new Error("login");
      return { ok: answer.ok, data: await answer.json() };
    } finally { clearTimeout(timer); }
  }

  async function lookAtLine() {
    let state = "no", token = null;
    try {
      const told = (await ask("duong-day/")).data;
      token = told.csrf; state = "yes";
      const off = Math.round((officeNow() - told.now) / 1000);
      if (pack && Math.abs(off) > 120) state = "clock:" + off;
    } catch (error) { if (error.message === "login") state = "login"; }
    online = token !== null;
    const line = by("line");
    line.hidden = false;
    line.dataset.on = online ? "yes" : "no";
    line.querySelector("b").textContent = state === "no" ? word("offline") : state === "login" ? word("login") : state === "yes" ? word("online") : word("clock-changed") + ": " + state.slice(6);
    by("sync").disabled = by("give-back").disabled = !online;
    return token;
  }

  // ---- prepare and unlock
  async function start() {
    if (!self.isSecureContext || !navigator.serviceWorker || !self.indexedDB) { say(by("line").querySelector("b"), word("unsafe")); by("line").hidden = false; return; }
    desk.hidden = false;
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    navigator.serviceWorker.register(desk.dataset.worker).catch(() => { /* without login or network there is nothing new to keep */ });
    const about = await store.about();
    only(about ? "desk-unlock" : "desk-prepare");
    await lookAtLine();
  }

  by("desk-prepare").querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, error = form.querySelector(".field-error"), phrase = by("prepare-phrase").value;
    if (phrase.length < 8 || phrase !== by("prepare-again").value) { say(error, word("short-phrase")); return; }
    if (busy) return;
    busy = true;
    try {
      const token = await lookAtLine();
      if (!token) { say(error, word("login")); return; }
      const wish = { desk: Number(form.elements.desk.value), device_name: form.elements.device_name.value, per_day: Number(form.elements.per_day.value) || 0, days: Number(form.elements.days.value) };
      const { ok, data } = await ask("chuan-bi/", wish, token);
      if (!ok) { say(error, data.refused); return; }
      const dataKey = data.data_key;
      delete data.data_key;
      data.offset = data.now - Date.now();
      await store.lock(phrase, dataKey, { uid: data.uid, device: data.device, device_key: data.device_key });
      await store.savePack(data);
      await navigator.serviceWorker.ready;
      form.reset();
      await home();
    } catch (problem) { say(error, word("failed")); } finally { busy = false; }
  });

  by("desk-unlock").querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = event.target.querySelector(".field-error");
    if (!(await store.unlock(by("unlock-phrase").value))) { say(error, word("wrong-phrase")); return; }
    by("unlock-phrase").value = "";
    say(error, "");
    await home();
  });
  by("forgot").addEventListener("click", async () => {
    const error = by("desk-unlock").querySelector(".field-error"), about = await store.about();
    try {
      const token = await lookAtLine();
      const { ok, data } = await ask("khoa/", { uid: about.uid, device_key: about.device_key }, token);
      if (!ok) { say(error, data.refused); return; }
      await store.useKey(data.data_key);
      await home();
    } catch (problem) { say(error, word("login")); }
  });

  // ---- home: what waits
  async function home() {
    pack = pack || (await store.pack());
    if (!pack) { only("desk-prepare"); return; }
    only("desk-home");
    const given = await store.given(), today = dayOf(minuteNow());
    const free = pack.numbers.filter((one) => one.day === today && !given.includes(one.code)).length;
    const days = [...new Set(pack.numbers.map((one) => one.day))];
    const shown = (day) => day.split("-").reverse().join("/");
    by("about").textContent = pack.desk + " · " + pack.device + ". " + word("prepared") + " " + days.map(shown).join(", ") + ". " + word("free") + ": " + free + ". " + (free ? "" : word("none"));
    const list = by("choose-procedure");
    if (!list.options.length) for (const one of pack.procedures) list.add(new Option(one.name[language], one.code));
    await showList();
    const draft = await store.draft();
    if (draft && pack.procedures.some((one) => one.code === draft.procedure)) openIntake(draft);
  }

  async function showList() {
    const entries = (await store.entries()).sort((one, other) => one.sequence - other.sequence), photos = await store.photos();
    by("list").replaceChildren();
    by("list-empty").hidden = entries.length > 0;
    const bad = entries.filter((one) => one.state === "held" || one.state === "refused").length, taken = entries.filter((one) => one.state === "taken").length;
    const waiting = entries.filter((one) => one.state === "waiting").length;
    by("counted").hidden = !entries.length;
    by("counted").textContent = [[waiting, "wait"], [taken, "taken"], [bad, "held"]].filter(([count, name]) => count || name === "wait").map(([count, name]) => count + " " + word(name)).join(" · ");
    for (const one of entries) {
      const sheet = await store.sheet(one), line = make("li"), left = make("div"), right = make("div");
      left.append(make("b", one.code, "code"), " · " + sheet.person.full_name);
      left.append(make("p", moment(Math.floor(one.at / MINUTE) + VIETNAM), "hint small"));
      for (const reason of one.reasons || []) left.append(make("p", reason, "field-error"));
      if (one.state === "held" || one.state === "refused") left.append(make("p", word("mend"), "small"));
      const left_photos = photos.filter((photo) => photo.entry === one.key).length;
      if (left_photos) left.append(make("p", left_photos + " " + word("photos"), "hint small"));
      const tone = { waiting: "wait", taken: "good", held: "bad", refused: "bad", rejected: "bad" }[one.state];
      right.append(make("span", word({ waiting: "wait", refused: "held" }[one.state] || one.state), "tag tag-" + tone));
      const button = (label, act) => { const made = make("button", word(label), "button button-quiet button-small"); made.type = "button"; made.addEventListener("click", act); right.append(made); };
      button("slip", () => showSlip(one.code, sheet, one.at));
      if (one.state === "held" || one.state === "refused") {
        button("correct", () => openIntake({ ...sheet, correcting: one.key }));
        button("again", () => send(one.key));
      }
      line.dataset.state = one.state; line.dataset.code = one.code;
      line.append(left, right);
      by("list").append(line);
    }
    return entries;
  }

  // ---- take somebody in
  by("choose").addEventListener("submit", (event) => { event.preventDefault(); openIntake({ procedure: by("choose-procedure").value, person: {}, posted: {}, seen: [], cash: false }); });
  by("leave").addEventListener("click", async () => { current = null; await saving; await store.dropDraft(); await home(); });

  async function openIntake(draft) {
    const kept = draft.correcting ? [] : await store.draftPhotos();
    current = { ...draft, about: pack.procedures.find((one) => one.code === draft.procedure), photos: new Map(), correcting: draft.correcting };
    for (const one of kept) current.photos.set(one.component, [...(current.photos.get(one.component) || []), one.name]);
    only("desk-intake");
    const section = by("desk-intake"), form = section.querySelector("form");
    section.querySelector("h2").textContent = current.about.name[language];
    section.querySelector(".error-summary").hidden = true;
    form.reset();
    const pages = by("pages");
    pages.replaceChildren();
    for (const page of current.about.form) {
      const part = make("section");
      part.append(make("h3", page.title));
      // drawn by the server and sealed in the store since
      part.append(...new DOMParser().parseFromString(page.html, "text/html").body.childNodes);
      pages.append(part);
    }
    const areas = make("datalist");
    areas.id = "offline-areas";
    areas.append(...pack.areas.map((name) => { const one = make("option"); one.value = name; return one; }));
    pages.append(areas);
    for (const input of pages.querySelectorAll("input[name$='-area']")) input.setAttribute("list", "offline-areas");
    for (const page of current.about.form) for (const field of page.fields) if (field.widget === "repeat") {
      const rows = rules.rowsOf(field, current.posted);
      for (let more = rows.length ? rows[rows.length - 1] : 0; more > 0; more -= 1) addRow(field.name);
    }
    for (const [name, value] of Object.entries(current.person)) if (form.elements["p_" + name]) form.elements["p_" + name].value = value;
    for (const [name, values] of Object.entries(current.posted)) fill(form, name, values);
    form.elements.fee_collected.checked = Boolean(draft.cash);
    refresh();
    section.querySelector("input").focus();
  }

  // One more row of a repeated group: the first one drawn by the server, with the next number and nothing typed.
  function addRow(name) {
    const part = by("pages").querySelector('[data-field="' + name + '"]'), rows = part.querySelectorAll(".row-of"), at = rows.length, row = rows[0].cloneNode(true);
    row.id = rows[0].id + "-row-" + (at + 1);
    for (const one of row.querySelectorAll("*")) for (const attribute of ["id", "name", "for", "list", "aria-describedby"]) {
      if (one.hasAttribute(attribute)) one.setAttribute(attribute, one.getAttribute(attribute).replace(name + "-0-", name + "-" + at + "-"));
    }
    for (const input of row.querySelectorAll("input, select, textarea")) { if (input.type === "radio" || input.type === "checkbox") input.checked = false; else input.value = ""; }
    const caption = row.querySelector(".caption");
    caption.textContent = caption.textContent.replace("1", at + 1);
    row.setAttribute("aria-label", caption.textContent);
    rows[at - 1].after(row);
    let most = 20;
    for (const page of current.about.form) for (const field of page.fields) if (field.name === name) for (const [kind, value] of field.limits || []) if (kind === "maxItems") most = value;
    part.querySelector("button[name=_add_row]").hidden = at + 1 >= most;
    return row;
  }
  by("pages").addEventListener("click", (event) => {
    const button = event.target.closest("button[name=_add_row]");
    if (!button) return;
    event.preventDefault();
    addRow(button.value).querySelector("input, select, textarea").focus();
  });

  function fill(form, name, values) {
    for (const input of form.querySelectorAll('[name="' + CSS.escape(name) + '"]')) {
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value); else input.value = values[0];
    }
  }

  function typed(form) {
    const posted = {};
    for (const input of by("pages").querySelectorAll("[name]")) {
      if (input.closest("[hidden]") || ((input.type === "radio" || input.type === "checkbox") && !input.checked) || input.tagName === "BUTTON") continue;
      if (input.value !== "") (posted[input.name] = posted[input.name] || []).push(input.value);
    }
    return posted;
  }

  function personOf(form) {
    const person = {};
    for (const name of ["number", "full_name", "phone", "address"]) person[name] = form.elements["p_" + name].value.replace(/\s+/g, " ").trim();
    person.number = person.number.replace(/\s/g, "");
    return person;
  }

  // Answers decide which questions, papers and fees there are: shown again until nothing changes.
  function refresh() {
    const form = by("desk-intake").querySelector("form"), parts = [...by("pages").querySelectorAll("[data-field]")];
    let read;
    for (let round = 0; round < 4; round += 1) {
      read = rules.read(current.about.form, typed(form), dayOf(minuteNow()));
      const before = parts.map((part) => part.hidden).join();
      for (const part of parts) part.hidden = !read.shown.includes(part.dataset.field);
      if (before === parts.map((part) => part.hidden).join()) break;
    }
    for (const part of by("pages").children) if (part.tagName === "SECTION") part.querySelector("h3").hidden = !part.querySelector("[data-field]:not([hidden])");
    const minute = minuteNow(), facts = rules.factsOf(read.answers, dayOf(minute)), chosen = rules.caseOf(current.about, facts);
    showPapers(rules.papersOf(chosen, facts).filter((part) => part.kind === "upload"));
    let fees = [];
    try { fees = rules.feesOf(chosen, facts); } catch (error) { if (!(error instanceof rules.Wrong)) throw error; }
    const due = fees.filter((fee) => fee.collected === "intake").reduce((sum, fee) => sum + fee.amount, 0);
    by("fees").replaceChildren(...(fees.length ? fees.map((fee) => make("li", fee[language] + ": " + dong(fee.amount))) : [make("li", word("nothing"))]));
    by("cash").hidden = !due;
    by("cash").querySelector("b").textContent = dong(due);
    const table = chosen.limit && pack.dues[chosen.limit.key][dayOf(minute)];
    const at = table ? rules.dueAt(table, minute - Date.parse(dayOf(minute)) / MINUTE) : null;
    by("due").textContent = at === null ? word("none-due") : moment(at);
    return { read, chosen, fees, cash: due, due: at, minute, facts };
  }

  function showPapers(parts) {
    const list = by("papers"), here = {};
    for (const line of [...list.children]) here[line.dataset.key] = line;
    list.replaceChildren(...parts.map((part) => {
      if (here[part.key]) return here[part.key];
      const line = by("paper-line").content.firstElementChild.cloneNode(true);
      line.dataset.key = part.key;
      line.querySelector("span").textContent = part[language];
      const box = line.querySelector("input[type=checkbox]"), files = line.querySelector("input[type=file]");
      box.checked = current.seen.includes(part.key);
      box.id = "seen-" + part.key;
      const shown = line.querySelector(".kept");
      const tell = () => say(shown, (current.photos.get(part.key) || []).length ? word("kept") + ": " + current.photos.get(part.key).join(", ") : "");
      tell();
      files.addEventListener("change", async () => {
        const chosen = [...files.files];
        if (!chosen.length) return;
        box.checked = true;
        try { await store.keepPhotos(current.correcting || "draft", part.key, chosen); } catch (error) { fail(word("full")); return; }
        current.photos.set(part.key, chosen.map((one) => one.name));
        files.value = "";
        tell();
        saveNow();
      });
      return line;
    }));
  }

  const seenPapers = () => [...by("papers").children].filter((line) => line.querySelector("input[type=checkbox]").checked).map((line) => line.dataset.key);

  by("desk-intake").addEventListener("input", () => {
    refresh();
    saveNow();
  });
  // Kept at every key: one write at a time, and one more when something was typed meanwhile.
  function saveNow() {
    unsaved = true;
    if (saving) return;
    saving = (async () => {
      while (unsaved && current) {
        unsaved = false;
        const form = by("desk-intake").querySelector("form");
        await store.saveDraft({ procedure: current.procedure, correcting: current.correcting, person: personOf(form), posted: typed(form), seen: seenPapers(), cash: form.elements.fee_collected.checked });
      }
    })().catch(() => fail(word("full"))).finally(() => { saving = null; });
  }
  by("desk-intake").addEventListener("focusout", (event) => {
    if (!event.target.name || !event.target.name.startsWith("p_")) return;
    const form = event.currentTarget.querySelector("form"), person = personOf(form);
    const known = { "person.full_name": person.full_name, "person.citizen_id": person.number.length === 12 ? person.number : "", "person.phone": person.phone };
    for (const page of current.about.form) for (const field of page.fields) {
      const input = form.elements[field.name];
      if (known[field.prefill] && input && input.value === "") input.value = known[field.prefill];
    }
    refresh();
  });

  by("desk-intake").querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try { await saving; await receive(event.target); } finally { busy = false; }
  });

  async function receive(form) {
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const now = refresh(), person = personOf(form), seen = seenPapers(), wrong = [];
    if (!/^(\d{12}|\d{10}(-?\d{3})?)$/.test(person.number)) wrong.push([word("number"), "p-number"]);
    if (!person.full_name) wrong.push([word("name"), "p-name"]);
    for (const name of now.read.wrong) {
      const input = form.elements[name] instanceof Element ? form.elements[name] : null, part = by("pages").querySelector('[data-field="' + name + '"]') || input.closest(".field");
      const label = part.querySelector("legend, .label, .option span"), first = input || part.querySelector("input, select, textarea") || part;
      wrong.push([now.read.why[name] || word("check") + ": " + label.firstChild.textContent.trim(), first.id]);
      first.setAttribute("aria-invalid", "true");
    }
    for (const part of rules.papersOf(now.chosen, now.facts)) {
      if (part.kind === "upload" && part.required && !seen.includes(part.key)) wrong.push([word("paper") + ": " + part[language], "seen-" + part.key]);
    }
    const summary = by("desk-intake").querySelector(".error-summary");
    summary.hidden = !wrong.length;
    if (wrong.length) {
      summary.querySelector("ul").replaceChildren(...wrong.map(([text, id]) => { const line = make("li"), link = make("a", text); link.href = "#" + id; line.append(link); return line; }));
      summary.focus();
      return;
    }
    const collected = form.elements.fee_collected.checked && !by("cash").hidden ? now.cash : 0;
    const sheet = {
      procedure: current.procedure, version: current.about.version, person, posted: typed(form), seen, fee: collected,
      due: now.due === null ? null : new Date((now.due - VIETNAM) * MINUTE).toISOString(),
    };
    if (current.correcting) { await correct(sheet); return; }
    const at = (now.minute - VIETNAM) * MINUTE;
    const codes = pack.numbers.filter((one) => one.day === dayOf(now.minute)).map((one) => one.code);
    let code;
    try { code = await store.keep({ key: crypto.randomUUID(), at, sheet }, codes); } catch (error) { fail(word("full")); return; }
    if (!code) { fail(word("none")); return; }
    current = null;
    showSlip(code, sheet, at);
  }

  function fail(text) {
    const summary = by("desk-intake").querySelector(".error-summary");
    summary.querySelector("ul").replaceChildren(make("li", text));
    summary.hidden = false;
    summary.focus();
  }

  // What was printed stays: a correction keeps the moment, the number and the promise.
  async function correct(sheet) {
    const kept = (await store.entries()).find((one) => one.key === current.correcting), before = await store.sheet(kept);
    await store.change(kept.key, { state: "waiting", reasons: [] }, { ...sheet, due: before.due });
    await store.dropDraft();
    current = null;
    await home();
  }

  function showSlip(code, sheet, at) {
    self.deskSlip.draw(desk.querySelector(".office-slip"), { code, sheet, at, pack });
    only("desk-slip");
    by("print").focus();
  }
  by("print").addEventListener("click", () => self.print());
  by("next").addEventListener("click", home);

  // ---- send
  by("sync").addEventListener("click", () => send());
  async function send(again) {
    if (busy) return;
    busy = true;
    say(by("sync-error"), "");
    try {
      const token = await lookAtLine();
      if (!token) { say(by("sync-error"), word("login")); return; }
      await sendEntries(token, again);
      await sendPhotos(token);
    } catch (error) { say(by("sync-error"), error.message === "login" ? word("login") : error.said || word("failed")); } finally { busy = false; await showList(); }
  }

  const who = (waiting) => ({ uid: pack.uid, device_key: pack.device_key, waiting, device_now: new Date(officeNow()).toISOString() });
  async function sendEntries(token, again) {
    const todo = (await store.entries()).filter((one) => one.state === "waiting" || one.key === again).sort((one, other) => one.sequence - other.sequence);
    for (let at = 0; at < todo.length; at += 20) {
      const part = todo.slice(at, at + 20), entries = [];
      for (const one of part) entries.push({ key: one.key, code: one.code, sequence: one.sequence, at: new Date(one.at).toISOString(), sheet: await store.sheet(one), again: one.key === again });
      const { ok, data } = await ask("dong-bo/", { ...who(todo.length - at), entries }, token);
      if (!ok) throw Object.assign(new Error("refused"), { said: data.refused });
      for (const told of data.entries) await store.change(told.key, { state: told.state, reasons: told.reasons, told: told.code });
      if (Math.abs(data.clock_off) > 300) say(by("sync-error"), word("clock-changed") + ": " + data.clock_off);
      await showList();
    }
    await ask("khoa/", who(0), token);
  }

  async function sendPhotos(token) {
    const entries = Object.fromEntries((await store.entries()).map((one) => [one.key, one]));
    for (const one of await store.photos()) {
      if (!entries[one.entry] || ["waiting", "refused"].includes(entries[one.entry].state)) continue;
      const form = new FormData(), parts = { uid: pack.uid, device_key: pack.device_key, photo: one.uid, entry: one.entry, component: one.component };
      for (const [name, value] of Object.entries(parts)) form.append(name, value);
      form.append("file", new Blob([await store.photo(one)], { type: one.type }), one.name);
      const { ok, data } = await ask("anh/", form, token);
      if (ok) await store.dropPhoto(one.uid); else await store.change(one.entry, { reasons: [one.name + ": " + data.refused] });
    }
  }

  by("give-back").addEventListener("click", async () => {
    if (busy) return;
    const entries = await store.entries(), waiting = entries.filter((one) => one.state === "waiting" || one.state === "held" || one.state === "refused").length + (await store.photos()).filter((one) => one.entry !== "draft").length;
    if (waiting) { say(by("sync-error"), word("open-first")); return; }
    const token = await lookAtLine();
    const { ok, data } = await ask("tra-so/", who(0), token);
    if (!ok) { say(by("sync-error"), data.refused); return; }
    await store.forget();
    pack = null;
    by("choose-procedure").replaceChildren();
    only("desk-prepare");
  });

  document.addEventListener("visibilitychange", () => { if (document.hidden && current) saveNow(); });
  self.addEventListener("online", lookAtLine);
  self.addEventListener("offline", lookAtLine);
  start();
})();
