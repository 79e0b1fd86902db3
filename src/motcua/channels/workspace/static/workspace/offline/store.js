/* What the device keeps: IndexedDB, everything about people sealed with AES-GCM. The key lies beside it only wrapped by the pass phrase. */
(function () {
  "use strict";
  const ROUNDS = 600000;
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  let database = null, key = null;

  function opened() {
    if (database) return Promise.resolve(database);
    return new Promise((resolve, reject) => {
      const wish = indexedDB.open("motcua-desk", 1);
      wish.onupgradeneeded = () => {
        wish.result.createObjectStore("meta");
        wish.result.createObjectStore("entries", { keyPath: "key" });
        wish.result.createObjectStore("photos", { keyPath: "uid" }).createIndex("entry", "entry");
      };
      wish.onsuccess = () => { database = wish.result; resolve(database); };
      wish.onerror = () => reject(wish.error);
    });
  }

  /** Run `work` in one transaction; it is kept when everything in it was, else nothing. */
  async function within(stores, mode, work) {
    const base = await opened();
    return new Promise((resolve, reject) => {
      const run = base.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
      let result;
      run.oncomplete = () => resolve(result);
      run.onabort = run.onerror = () => reject(run.error || new Error("aborted"));
      work(run, (value) => { result = value; });
    });
  }

  const get = (store, name) => within([store], "readonly", (run, done) => { const wish = run.objectStore(store).get(name); wish.onsuccess = () => done(wish.result); });
  const all = (store) => within([store], "readonly", (run, done) => { const wish = run.objectStore(store).getAll(); wish.onsuccess = () => done(wish.result); });
  const put = (store, value, name) => within([store], "readwrite", (run) => { run.objectStore(store).put(value, name); });
  const remove = (store, name) => within([store], "readwrite", (run) => { run.objectStore(store).delete(name); });

  async function seal(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = value instanceof ArrayBuffer ? value : new TextEncoder().encode(JSON.stringify(value));
    return { iv, cipher: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data) };
  }
  const openBytes = (sealed) => crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.cipher);
  const open = async (sealed) => JSON.parse(new TextDecoder().decode(await openBytes(sealed)));

  async function wrapping(phrase, salt) {
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(phrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", iterations: ROUNDS, salt };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }
  const use = async (raw) => { key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]); };

  /** Lock the store anew: the data key wrapped by the pass phrase. What is kept stays readable. */
  async function lock(phrase, dataKey, about) {
    const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12)), raw = bytes(dataKey);
    const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await wrapping(phrase, salt), raw);
    await put("meta", { ...about, salt, iv, wrapped }, "lock");
    await use(raw);
  }

  /** Open the store; false for a wrong pass phrase. */
  async function unlock(phrase) {
    const kept = await get("meta", "lock");
    try {
      await use(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await wrapping(phrase, kept.salt), kept.wrapped));
      return true;
    } catch (error) { if (error.name === "OperationError") return false; throw error; }
  }

  /** Keep the photographs of a paper at once, so that a closed page loses none; they replace those chosen before for the draft. */
  async function keepPhotos(entry, component, files) {
    const made = [];
    for (const file of files) made.push({ uid: crypto.randomUUID(), entry, component, name: file.name, type: file.type, ...(await seal(await file.arrayBuffer())) });
    return within(["photos"], "readwrite", (run) => {
      const store = run.objectStore("photos"), wish = store.index("entry").getAll(entry);
      wish.onsuccess = () => {
        for (const one of wish.result) if (entry === "draft" && one.component === component) store.delete(one.uid);
        made.forEach((one) => store.put(one));
      };
    });
  }
  const draftPhotos = () => within(["photos"], "readonly", (run, done) => { const wish = run.objectStore("photos").index("entry").getAll("draft"); wish.onsuccess = () => done(wish.result); });

  /** Keep an entry with the next free number of the day and the photographs of its papers, all or nothing; the number, or null when none is left. */
  async function keep(entry, codes) {
    const sealed = await seal(entry.sheet);
    return within(["meta", "entries", "photos"], "readwrite", (run, done) => {
      const meta = run.objectStore("meta"), wish = meta.get("given");
      wish.onsuccess = () => {
        const given = wish.result || [], code = codes.find((one) => !given.includes(one));
        if (!code) { done(null); return; }
        given.push(code);
        meta.put(given, "given");
        run.objectStore("entries").put({ key: entry.key, code, sequence: given.length, at: entry.at, state: "waiting", ...sealed });
        const photos = run.objectStore("photos"), chosen = photos.index("entry").getAll("draft");
        chosen.onsuccess = () => { for (const one of chosen.result) if (entry.sheet.seen.includes(one.component)) photos.put({ ...one, entry: entry.key }); else photos.delete(one.uid); };
        meta.delete("draft");
        done(code);
      };
    });
  }

  /** Change a few plain parts of an entry; `sheet` is sealed again when given. */
  async function change(name, parts, sheet) {
    const sealed = sheet ? await seal(sheet) : {};
    return within(["entries"], "readwrite", (run) => {
      const store = run.objectStore("entries"), wish = store.get(name);
      wish.onsuccess = () => { if (wish.result) store.put({ ...wish.result, ...parts, ...sealed }); };
    });
  }

  const saveDraft = async (draft) => put("meta", await seal(draft), "draft");
  const draft = async () => { const kept = await get("meta", "draft"); return kept ? open(kept) : null; };
  const dropDraft = () => within(["meta", "photos"], "readwrite", (run) => {
    run.objectStore("meta").delete("draft");
    const photos = run.objectStore("photos"), wish = photos.index("entry").getAllKeys("draft");
    wish.onsuccess = () => wish.result.forEach((uid) => photos.delete(uid));
  });
  const savePack = async (pack) => { const sealed = await seal(pack); return within(["meta", "entries", "photos"], "readwrite", (run) => { run.objectStore("meta").put(sealed, "pack"); run.objectStore("meta").put([], "given"); run.objectStore("entries").clear(); run.objectStore("photos").clear(); }); };
  const pack = async () => { const kept = await get("meta", "pack"); return kept ? open(kept) : null; };
  const given = async () => (await get("meta", "given")) || [];
  const forget = () => within(["meta", "entries", "photos"], "readwrite", (run) => ["meta", "entries", "photos"].forEach((one) => run.objectStore(one).clear()));

  self.deskStore = {
    about: () => get("meta", "lock"), lock, unlock, useKey: (text) => use(bytes(text)), keep, change, entries: () => all("entries"), photos: () => all("photos"),
    sheet: open, photo: openBytes, dropPhoto: (uid) => remove("photos", uid), saveDraft, draft, dropDraft, keepPhotos, draftPhotos, savePack, pack, given, forget,
  };
})();
