/* Slip 01 as the browser prints it without network, and the words it shares with the desk: money, moments, elements. */
(function () {
  "use strict";
  const rules = self.deskRules, MINUTE = 60000, VIETNAM = 420;
  const make = (tag, text, name) => { const one = document.createElement(tag); if (text !== undefined) one.textContent = text; if (name) one.className = name; return one; };
  const dong = (amount) => String(amount).replace(/\B(?=(\d{3})+$)/g, ".") + " đồng";
  const pad = (number) => String(number).padStart(2, "0");
  const dayOf = (minute) => new Date(minute * MINUTE).toISOString().slice(0, 10);
  // Whole minutes since 1970 by the clock of Viet Nam.
  function moment(minute) {
    const at = new Date(minute * MINUTE);
    return at.getUTCHours() + " giờ " + pad(at.getUTCMinutes()) + " phút, ngày " + pad(at.getUTCDate()) + "/" + pad(at.getUTCMonth() + 1) + "/" + at.getUTCFullYear();
  }

  // ---- slip 01 (TT 01/2018/TT-VPCP, the form of the printed PDF), in Vietnamese
  const UNITS = { same_day: () => "trong ngày làm việc", hour: (n) => pad(n) + " giờ làm việc", working_day: (n) => pad(n) + " ngày làm việc", calendar_day: (n) => pad(n) + " ngày" };
  function draw(slip, { code, sheet, at, pack }) {
    const number = pack.numbers.find((one) => one.code === code), about = pack.procedures.find((one) => one.code === sheet.procedure), minute = Math.floor(at / MINUTE) + VIETNAM;
    const read = rules.read(about.form, sheet.posted), facts = rules.factsOf(read.answers, dayOf(minute)), chosen = rules.caseOf(about, facts);
    const papers = rules.papersOf(chosen, facts).filter((part) => part.kind === "form" || sheet.seen.includes(part.key));
    const fees = rules.feesOf(chosen, facts).filter((fee) => fee.amount);
    const head = make("div", undefined, "slip-head"), left = make("div"), right = make("div"), day = dayOf(minute).split("-");
    left.append(make("p", pack.head.superior), make("b", pack.head.agency), make("p", "Số: " + number.slip));
    right.append(make("b", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), make("b", "Độc lập - Tự do - Hạnh phúc"), make("p", pack.head.place + ", ngày " + day[2] + " tháng " + day[1] + " năm " + day[0]));
    head.append(left, right);
    const picture = make("img"), line = make("p", "Mã hồ sơ: ", "slip-code");
    picture.alt = number.address;
    picture.src = "data:image/svg+xml;utf8," + encodeURIComponent(number.qr);
    line.append(make("b", code));
    const facts_list = make("dl"), add = (label, value, strong) => { if (!value) return; const row = make("div"); row.append(make("dt", label), make("dd", value, strong ? "strong" : "")); facts_list.append(row); };
    add(pack.head.one_stop + " tiếp nhận hồ sơ của", sheet.person.full_name, true);
    add("Địa chỉ", sheet.person.address);
    add("Số điện thoại", sheet.person.phone);
    add("Nội dung yêu cầu giải quyết", about.name.vi);
    const table = make("table"), top = make("tr");
    for (const title of ["TT", "Tên giấy tờ", "Bản chính", "Bản sao"]) top.append(make("th", title));
    table.append(top, ...papers.map((part, place) => { const row = make("tr"); for (const cell of [place + 1, part.vi, part.originals, part.copies]) row.append(make("td", String(cell))); return row; }));
    const rest = make("dl"), more = (label, value, strong) => { const row = make("div"); row.append(make("dt", label), make("dd", value, strong ? "strong" : "")); rest.append(row); };
    more("Số lượng hồ sơ", "1 (bộ)");
    more("Thời gian giải quyết hồ sơ theo quy định là", chosen.limit ? UNITS[chosen.limit.unit](chosen.limit.amount) : "không quy định");
    more("Thời gian nhận hồ sơ", moment(minute));
    more("Thời gian trả kết quả giải quyết hồ sơ", sheet.due ? moment(Date.parse(sheet.due) / MINUTE + VIETNAM) : "theo thông báo của cơ quan giải quyết", true);
    more("Đăng ký nhận kết quả tại", pack.head.one_stop);
    more("Phí, lệ phí", fees.length ? fees.map((fee) => fee.vi + " " + dong(fee.amount)).join("; ") + (sheet.fee ? " (đã thu " + dong(sheet.fee) + ")" : "") : "không thu");
    more("Vào Sổ theo dõi hồ sơ, Quyển số", number.volume + "; Số thứ tự: " + number.serial);
    const signs = make("div", undefined, "slip-signs");
    for (const [title, name] of [["NGƯỜI NỘP HỒ SƠ", sheet.person.full_name], ["NGƯỜI TIẾP NHẬN HỒ SƠ", pack.head.officer]]) {
      const one = make("div");
      one.append(make("b", title), make("p", "(Ký và ghi rõ họ tên)"), make("br"), make("br"), make("p", name));
      signs.append(one);
    }
    slip.replaceChildren(picture, head, make("h2", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"), line, facts_list, table, rest, signs, make("p", "Tra cứu tình trạng hồ sơ tại " + number.address + ". Tiếp nhận khi mất kết nối mạng; số được cấp từ khối số dành riêng. Giấy này lập thành hai liên.", "slip-foot"));
  }

  self.deskSlip = { draw, make, dong, moment, dayOf, MINUTE, VIETNAM };
})();
