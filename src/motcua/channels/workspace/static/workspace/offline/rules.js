/* What the browser must know of the rules: expressions, cases, papers, fees, answers, due moments. Pure; the server checks all of it again. */
(function (root) {
  "use strict";
  class Wrong extends Error {}

  const truth = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  const plain = (value) => (typeof value === "boolean" ? Number(value) : value === undefined ? null : value);

  function same(left, right) {
    left = plain(left); right = plain(right);
    if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((one, at) => same(one, right[at]));
    return left === right;
  }

  function number(value) {
    value = plain(value);
    if (typeof value !== "number") throw new Wrong("not a number");
    return value;
  }

  function sum(sign, left, right) {
    if (sign === "+" && typeof left === "string" && typeof right === "string") return left + right;
    left = number(left); right = number(right);
    if (["/", "//", "%"].includes(sign) && right === 0) throw new Wrong("division by zero");
    switch (sign) {
      case "+": return left + right;
      case "-": return left - right;
      case "*": return left * right;
      case "/": return left / right;
      case "//": return Math.floor(left / right);
      default: return left - right * Math.floor(left / right);
    }
  }

  function compare(sign, left, right) {
    if (sign === "==") return same(left, right);
    if (sign === "!=") return !same(left, right);
    if (sign === "in" || sign === "not in") return contains(left, right) === (sign === "in");
    left = plain(left); right = plain(right);
    if (left === null || right === null) return false;
    if (Array.isArray(left) && Array.isArray(right)) {
      const at = left.findIndex((one, place) => place >= right.length || !same(one, right[place]));
      if (at >= 0 && at < right.length) return compare(sign, ordered(left[at]), ordered(right[at]));
      left = left.length; right = right.length;
    }
    if (typeof left !== typeof right || typeof left === "object") throw new Wrong("cannot be ordered");
    return sign === "<" ? left < right : sign === "<=" ? left <= right : sign === ">" ? left > right : left >= right;
  }

  function ordered(value) {
    if (value === null || value === undefined) throw new Wrong("cannot be ordered");
    return value;
  }

  function contains(left, right) {
    left = left === undefined ? null : left;
    if (right === null || right === undefined || (left === null && typeof right === "string")) return false;
    if (Array.isArray(right)) return right.some((one) => same(one, left));
    if (typeof right !== "string" || typeof left !== "string") throw new Wrong("nothing to look in");
    return right.includes(left);
  }

  /** The value of an expression, given as data by `kernel.expression_data`; throws where the facts cannot be calculated with. */
  function evaluate(node, facts) {
    switch (node[0]) {
      case "value": return node[1];
      case "name": return Object.prototype.hasOwnProperty.call(facts, node[1]) ? facts[node[1]] : null;
      case "list": return node[1].map((one) => evaluate(one, facts));
      case "if": return evaluate(truth(evaluate(node[1], facts)) ? node[2] : node[3], facts);
      case "and": case "or": {
        let value = null;
        for (const part of node[1]) {
          value = evaluate(part, facts);
          if (truth(value) !== (node[0] === "and")) break;
        }
        return value;
      }
      case "not": return !truth(evaluate(node[1], facts));
      case "minus": return -number(evaluate(node[1], facts));
      case "plus": return number(evaluate(node[1], facts));
      case "sum": return sum(node[1], evaluate(node[2], facts), evaluate(node[3], facts));
      case "compare": {
        let left = evaluate(node[1], facts);
        for (const [sign, other] of node[2]) {
          const right = evaluate(other, facts);
          if (!compare(sign, left, right)) return false;
          left = right;
        }
        return true;
      }
      default: throw new Wrong("unknown part of an expression");
    }
  }

  /** Whether a condition [names, expression] holds; what cannot be calculated yet does not. */
  function holds(condition, facts) {
    if (!condition) return true;
    try { return truth(evaluate(condition[1], facts)); } catch (error) { if (error instanceof Wrong) return false; throw error; }
  }

  const DAY = 86400000;
  function factsOf(answers, today) {
    const facts = { ...answers };
    for (const [name, answer] of Object.entries(answers)) {
      if (typeof answer === "string" && /^\d{4}-\d\d-\d\d$/.test(answer)) facts["days_since_" + name] = Math.round((Date.parse(today) - Date.parse(answer)) / DAY);
    }
    return facts;
  }

  const caseOf = (procedure, facts) => procedure.cases.find((one) => holds(one.when, facts));
  const papersOf = (chosen, facts) => chosen.components.filter((part) => holds(part.when, facts));

  function count(formula, facts) {
    if (formula[0].some((name) => facts[name] === undefined || facts[name] === null)) return 1;
    const value = evaluate(formula[1], facts);
    return typeof value === "number" || typeof value === "boolean" ? Math.max(Math.trunc(Number(value)), 0) : 1;
  }

  function graded(rule, quantity) {
    if (rule.amount !== null) return rule.amount * quantity;
    let total = 0, counted = 0;
    for (const tier of rule.tiers) {
      const end = tier.up_to === null ? quantity : Math.min(quantity, tier.up_to);
      total += Math.max(end - counted, 0) * tier.amount;
      counted = Math.max(end, counted);
    }
    return total;
  }

  function feesOf(chosen, facts) {
    return chosen.fees.filter((rule) => holds(rule.when, facts)).map((rule) => {
      let amount = graded(rule, rule.per ? count(rule.per, facts) : 1);
      if (rule.maximum !== null) amount = Math.min(amount, rule.maximum);
      if (rule.times) amount *= count(rule.times, facts);
      const exempt = rule.exempt_when !== null && holds(rule.exempt_when, facts);
      return { key: rule.key, vi: rule.vi, en: rule.en, amount: exempt ? 0 : amount, collected: rule.collected };
    });
  }

  /** One answer of what was typed, as the server will read it; undefined when blank, null when it cannot be read here. */
  function answer(field, typed) {
    const first = (name) => ((typed[name] || [""])[0] || "").trim();
    const text = first(field.name);
    switch (field.widget) {
      case "date": {
        const parts = ["year", "month", "day"].map((part) => first(field.name + "-" + part));
        if (parts.every((part) => !part)) return undefined;
        if (!parts.every((part) => /^\d{1,4}$/.test(part)) || parts[0].length !== 4) return null;
        const iso = parts[0] + "-" + parts[1].padStart(2, "0") + "-" + parts[2].padStart(2, "0");
        const read = new Date(iso + "T00:00:00Z");
        return !isNaN(read) && read.toISOString().slice(0, 10) === iso ? iso : null;
      }
      case "number": {
        if (!text) return undefined;
        const digits = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(".", "") : text;
        return /^-?\d{1,12}([.,]\d{1,6})?$/.test(digits) ? Number(digits.replace(",", ".")) : null;
      }
      case "money": {
        const digits = text.replace(/[\s.,₫đ]|đồng|vnđ|vnd/gi, "");
        return !text ? undefined : /^\d{1,15}$/.test(digits) ? Number(digits) : null;
      }
      case "radio": return !text ? undefined : field.type === "boolean" ? text === "true" : text;
      case "confirm": return text ? true : undefined;
      case "checkboxes": return (typed[field.name] || []).length ? typed[field.name] : undefined;
      case "address": {
        const parts = [first(field.name + "-text"), first(field.name + "-area")];
        return parts.every((part) => !part) ? undefined : parts.some((part) => !part) ? null : { text: parts[0], area: parts[1] };
      }
      case "repeat": {
        const rows = rowsOf(field, typed).map((at) => Object.fromEntries((field.columns || []).map((one) => [one.name, answer({ ...one, name: field.name + "-" + at + "-" + one.name }, typed)]).filter(([, value]) => value !== undefined && value !== null)));
        return rows.length ? rows : undefined;
      }
      default: return text || undefined;
    }
  }

  /** The numbers of the rows in which anything is typed. */
  function rowsOf(field, typed) {
    const found = new Set();
    for (const [name, texts] of Object.entries(typed)) {
      const at = name.startsWith(field.name + "-") ? /^(\d{1,3})-/.exec(name.slice(field.name.length + 1)) : null;
      if (at && texts.some((text) => text.trim())) found.add(Number(at[1]));
    }
    return [...found].sort((one, other) => one - other);
  }

  const PHONE = /^0(?:[35789]\d{8}|2\d{9})$/, EMAIL = /^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/, TAX = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const WRITTEN = {
    phone: (text) => PHONE.test(text.replace(/[\s.\-()]/g, "").replace(/^(\+84|0084|84(?=\d{9}$))0?/, "0")),
    email: (text) => text.length <= 254 && EMAIL.test(text),
    citizen_number: (text) => /^\d{12}$/.test(text.replace(/[\s.]/g, "")),
    tax_code: (text) => {
      const code = /^(\d{10})(-\d{3})?$/.exec(text.replace(/\s/g, ""));
      return Boolean(code) && 10 - TAX.reduce((sum, weight, at) => sum + weight * Number(code[1][at]), 0) % 11 === Number(code[1][9]);
    },
  };
  const signs = (value) => [...value].length;

  /** The day of a limit (`today`, `today-6574`, another answer, a date) or null. */
  function bound(text, answers, today) {
    const counted = /^today([+-]\d+)?$/.exec(text);
    if (counted) return new Date(Date.parse(today) + Number(counted[1] || 0) * DAY).toISOString().slice(0, 10);
    const day = answers[text] === undefined ? text : answers[text];
    return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
  }

  const BREAKS = {
    written: (value, kind) => !WRITTEN[kind](String(value)),
    whole: (value) => typeof value === "number" && !Number.isInteger(value),
    maxLength: (value, most) => typeof value === "string" && signs(value) > most,
    minLength: (value, least) => typeof value === "string" && signs(value) < least,
    minimum: (value, least) => typeof value === "number" && value < least,
    maximum: (value, most) => typeof value === "number" && value > most,
    maxItems: (value, most) => value.length > most,
    minItems: (value, least) => value.length < least,
    pattern: (value, pattern) => {
      try { return typeof value === "string" && !new RegExp(pattern, "u").test(value); } catch (error) { return false; } // the server decides
    },
  };

  /** The sentence of the first limit that an answer breaks; empty when it keeps them all. */
  function broken(field, value, answers, today) {
    for (const [kind, limit, sentence] of field.limits || []) {
      if (kind === "notAfter" || kind === "notBefore") {
        const day = bound(limit, answers, today);
        if (day && (kind === "notAfter" ? value > day : value < day)) return sentence.replace("{limit}", day.split("-").reverse().join("/"));
      } else if (BREAKS[kind] && BREAKS[kind](value, limit)) return sentence;
    }
    return "";
  }

  /** What is wrong with the columns of the rows: [name of the input, sentence or empty]. */
  function wrongCells(field, typed, answers, today) {
    const wrong = [];
    for (const at of rowsOf(field, typed)) for (const column of field.columns || []) {
      const here = { ...column, name: field.name + "-" + at + "-" + column.name }, value = answer(here, typed);
      if (value === null || (value === undefined && column.required)) wrong.push([here.name, ""]);
      else if (value !== undefined && broken(here, value, answers, today)) wrong.push([here.name, broken(here, value, answers, today)]);
    }
    return wrong;
  }

  /** What was answered, what is shown, and which shown questions are missing, unreadable or break a limit (`why` has the sentence). */
  function read(form, typed, today) {
    const answers = {}, shown = [], wrong = [], why = {};
    for (const page of form) {
      if (!holds(page.show, answers)) continue;
      for (const field of page.fields) {
        if (!holds(field.show, answers)) continue;
        shown.push(field.name);
        const value = answer(field, typed);
        if (value === null || (value === undefined && field.required)) { wrong.push(field.name); continue; }
        if (value === undefined) continue;
        answers[field.name] = value;
        const sentence = today ? broken(field, value, answers, today) : "";
        if (sentence) { wrong.push(field.name); why[field.name] = sentence; }
        if (field.widget === "repeat" && today) for (const [name, said] of wrongCells(field, typed, answers, today)) { wrong.push(name); why[name] = said; }
      }
    }
    return { answers, shown, wrong, why };
  }

  /** The due moment in minutes since 1970 (clock time of Viet Nam) for a minute of the day, looked up in the prepared table. */
  function dueAt(table, minute) {
    const row = table.find(([first, last]) => first <= minute && minute <= last);
    return row ? row[2] + row[3] * (minute - row[0]) : null;
  }

  const rules = { Wrong, evaluate, holds, factsOf, caseOf, papersOf, feesOf, answer, read, broken, rowsOf, dueAt };
  if (typeof module !== "undefined" && module.exports) module.exports = rules; else root.deskRules = rules;
})(typeof self !== "undefined" ? self : this);
