// Opens a page in a browser as a reader would: filters, steps, finds, follows a deep link, sets old beside new, prints,
// reads it with scripts off, and has axe-core look for what shuts a reader out.
//
//   billdiff old.xml new.xml -o page.html; node check.mjs page.html [...]
//
// Needs a Chromium: the one named by CHROMIUM, or chromium or google-chrome on the path. Says what failed, exits 1.

import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const complaints = [];
let page;

function check(isSo, what) {
  if (!isSo) complaints.push(`${basename(page.url())}: ${what}`);
}

function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  console.error("no Chromium: name one in CHROMIUM");
  process.exit(1);
}

// Whether the page comes to a place. On a busy machine that takes more than a moment.
const arrives = (hash) =>
  page.waitForFunction((wanted) => location.hash === wanted, hash, { timeout: 5000 }).then(() => true, () => false);

const shownUnits = (kind) => page.locator(`main > .u.${kind}:visible`).count();

async function axeFinds(what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, nodes } of violations) check(false, `axe, ${what}: ${id}, ${nodes.length} times: ${nodes[0].html}`);
}

async function filters() {
  for (const box of await page.locator("#tools input[name=kind]").all()) {
    const kind = await box.getAttribute("value");
    if (kind === "unchanged") {
      await box.uncheck();
      check((await page.locator("main > .run:visible").count()) === 0, "unchanged provisions are hidden");
      await box.check();
      continue;
    }
    const all = await shownUnits(kind);
    const told = Number((await box.locator("..").locator(".n").textContent()).trim());
    check(all === told, `the filter says ${told} ${kind}, shown are ${all}`);
    await box.uncheck();
    check((await shownUnits(kind)) === 0, `${kind} provisions are hidden`);
    await box.check();
    check((await shownUnits(kind)) === all, `${kind} provisions are shown again`);
  }
}

// The signals' buttons, by the keyboard: what is left has a signal asked for, and the change filters still hold.
async function signalFilter() {
  const buttons = await page.locator("#signals button").all();
  const all = await page.locator("main > .u:visible").count();
  const runs = await page.locator("main > .run:visible").count();
  for (const button of buttons) {
    const kind = await button.getAttribute("value");
    const told = Number((await button.locator(".n").textContent()).trim().replace(",", ""));
    await button.focus();
    await page.keyboard.press("Space");
    check((await button.getAttribute("aria-pressed")) === "true", `${kind} is told to be asked for`);
    const shown = await page.locator("main > .u:visible").evaluateAll((units) => units.map((unit) => unit.dataset.signals || ""));
    check(shown.length === told, `the button says ${told} with ${kind}, shown are ${shown.length}`);
    check(shown.every((kinds) => kinds.split(" ").includes(kind)), `only provisions with ${kind} are shown`);
    const lines = await page.locator(`main > .u:visible ul.points b`).allTextContents();
    check(lines.includes(kind), `a line names ${kind}`);
    const changed = page.locator("#tools input[value=changed]");
    if (await changed.count()) {
      await changed.uncheck();
      check((await shownUnits("changed")) === 0, `with ${kind}, changed provisions are hidden`);
      await changed.check();
    }
    await page.keyboard.press("Tab");
    await button.focus();
    await page.keyboard.press("Enter");
    check((await button.getAttribute("aria-pressed")) === "false", `${kind} is told to be left`);
  }
  check((await page.locator("main > .u:visible").count()) === all, "all provisions are shown again");
  check((await page.locator("main > .run:visible").count()) === runs, "all unchanged ones are shown again");
  if (!buttons.length) return;
  // A link leads to its provision though a filter hid it.
  await buttons[0].click();
  const hidden = await page.locator("main > .u.lacks").first().getAttribute("id").catch(() => null);
  if (hidden) {
    await page.evaluate((id) => (location.hash = id), hidden);
    await page.locator(`[id="${hidden}"]`).waitFor({ state: "visible", timeout: 5000 }).catch(() => check(false, `#${hidden} is shown when it is asked for`));
  }
  if ((await buttons[0].getAttribute("aria-pressed")) === "true") await buttons[0].click();
}

// What the top of the page points to is there: signals, close calls, accounts.
async function pointers() {
  for (const list of [".signals", "ul.close", ".amounts"]) {
    const link = page.locator(`${list} a`).first();
    if (!(await link.count())) continue;
    const wanted = await link.getAttribute("href");
    await page.evaluate((list) => document.querySelector(list).closest("details")?.setAttribute("open", ""), list);
    await link.click();
    check(await arrives(wanted), `${list} leads to ${wanted}`);
    if (list === "ul.close") {
      const said = await page.locator(`[id="${wanted.slice(1)}"] .said`).first().textContent();
      check(/close call/.test(said), `${wanted} says that it is a close call, not: ${said}`);
    }
  }
}

async function steps() {
  const stops = await page.locator("main > .u:not(.unchanged)").evaluateAll((units) => units.map((unit) => unit.id));
  if (!stops.length) return;
  await page.evaluate(() => scrollTo(0, 0));
  for (const wanted of stops.slice(0, 5)) {
    await page.locator("#next").click();
    check(await arrives(`#${wanted}`), `next leads to ${wanted}, not to ${new URL(page.url()).hash}`);
    const focused = await page.evaluate(() => document.activeElement.closest(".u")?.id);
    check(focused === wanted, `the keyboard goes along to ${wanted}, not to ${focused}`);
  }
  const before = stops[Math.min(stops.length, 5) - 2] ?? stops[stops.length - 1];
  await page.keyboard.press("Alt+ArrowUp");
  check(await arrives(`#${before}`), `Alt+Up leads back to ${before}`);
}

async function deepLink(url) {
  const last = page.locator("main .run .u").last();
  const id = (await last.count()) ? await last.getAttribute("id") : await page.locator("main .u").last().getAttribute("id");
  await page.goto("about:blank");
  await page.goto(`${url}#${id}`);
  await page.waitForTimeout(300);
  const inView = await page.locator(`[id="${id}"]`).evaluate((unit) => {
    const box = unit.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.top < innerHeight;
  });
  check(inView, `#${id} is in view, its fold open`);
  const number = id.match(/^sec-(\w+)$/);
  if (!number) return;
  await page.goto("about:blank");
  await page.goto(`${url}#${number[1]}`);
  check(await arrives(`#${id}`), `#${number[1]} leads to #${id}`);
}

async function finds() {
  const word = await page.locator("main .t").evaluateAll((texts) => {
    const words = texts.flatMap((text) => text.textContent.match(/[A-Za-z]{7,}/g) || []);
    return words[words.length - 1];
  });
  if (!word) return;
  await page.locator("#words").fill(word);
  await page.keyboard.press("Enter");
  const told = await page.locator("#found").textContent();
  check(/^provision 1 of \d+, match 1 of \d+$/.test(told), `finding "${word}" says "${told}"`);
  const marked = await page.evaluate(() => [...CSS.highlights.get("here")].map((range) => range.toString()).join());
  check(marked.toLowerCase().includes(word.toLowerCase()), `what is marked is "${marked}"`);
  await page.locator("#words").fill("no such words");
  await page.keyboard.press("Enter");
  check((await page.locator("#found").textContent()) === "not found", "what is not there is not found");
  await page.locator("#words").fill("");
}

// What is old stands in brackets and what is new in italics; the hidden words that say the same are still there.
async function ramseyer(where) {
  const drawn = await page.evaluate(() => {
    const of = (selector) => [...document.querySelectorAll(`main .t ${selector}, .legend ${selector}`)];
    const style = (element, part) => getComputedStyle(element, part);
    return {
      brackets: of("del").every((mark) => style(mark, "::before").content.startsWith('"["') && style(mark, "::after").content.startsWith('"]"')),
      italics: of("ins").every((mark) => style(mark).fontStyle === "italic"),
      lines: of(":is(ins, del)").some((mark) => style(mark).textDecorationLine !== "none"),
      hidden: of(":is(ins, del) > .v").every((word) => style(word).display !== "none" && style(word).visibility === "visible"),
      legends: [...document.querySelectorAll(".legend > :is(.usual, .ramseyer)")].filter((one) => style(one).display !== "none").map((one) => one.className),
    };
  });
  check(drawn.brackets && drawn.italics && !drawn.lines, `brackets and italics alone, ${where}`);
  check(drawn.hidden, `the words for those who listen, ${where}`);
  check(drawn.legends.join() === "ramseyer", `the legend tells brackets and italics, ${where}: ${drawn.legends}`);
}

async function sideBySide() {
  await page.locator("#beside").click();
  const id = await page.evaluate(() => {
    const changed = document.querySelector("main > .u.changed:has(> p.t)");
    changed?.scrollIntoView();
    return changed?.id;
  });
  if (id) {
    const table = page.locator(`[id="${id}"] > table`);
    await table.waitFor({ state: "visible" });
    check((await table.locator("th[scope=col]").allTextContents()).join() === "Old,New", "the columns have heads");
    check((await table.locator("td:first-child ins, td:nth-child(2) del").count()) === 0, "each side holds its own words");
  }
  await axeFinds("side by side");
  await page.locator("#beside").click();
}

async function strip() {
  const mark = page.locator(".strip a").first();
  if (!(await mark.count())) return;
  const wanted = await mark.getAttribute("href");
  // The step before settles over some frames as what comes into view is laid out: a reader clicks at rest.
  await page.waitForFunction((frames) => {
    const isAtTop = scrollY === 0;
    if (!isAtTop) scrollTo({ top: 0, behavior: "instant" });
    globalThis.rested = isAtTop ? (globalThis.rested ?? 0) + 1 : 0;
    return globalThis.rested >= frames;
  }, 10);
  await mark.locator("rect").click({ force: true });
  check(await arrives(wanted), `the strip leads to ${wanted}`);
}

// Three drafts: no script, three heads to each table, and no word in another column's mark.
async function three(url) {
  check((await page.locator("script").count()) === 0, "three drafts need no script");
  const heads = await page.locator("table.three").evaluateAll((tables) => tables.map((table) => table.querySelectorAll("thead th[scope=col]").length));
  check(heads.length > 0 && heads.every((count) => count === 3), "each table has three heads");
  check((await page.locator("table.three td:nth-child(3) del, table.three td:first-child ins").count()) === 0, "each column has its own marks");
  const link = page.locator(".happened a").first();
  if (await link.count()) {
    const wanted = await link.getAttribute("href");
    await page.locator(".happened").evaluate((fold) => (fold.open = true));
    await link.click();
    check(await arrives(wanted), `the list leads to ${wanted}`);
  }
  await page.locator("details").evaluateAll((folds) => folds.forEach((fold) => (fold.open = true)));
  await axeFinds("three, all open");
  await page.emulateMedia({ media: "print" });
  check((await page.pdf()).length > 0, "three drafts print");
  await page.goto(url);
}

// A history: no script; a head for each row and each column; a shape with a word for each stage; the box shows what is the same.
async function history(url) {
  check((await page.locator("script").count()) === 0, "a history needs no script");
  const table = page.locator(".chart table");
  const heads = await table.locator("thead th[scope=col]").count();
  const rows = await table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelectorAll("th[scope=row]").length, row.querySelectorAll("td").length, row.querySelectorAll("td .v").length]),
  );
  check(rows.length > 0 && rows.every(([own, cells, words]) => own === 1 && cells === heads - 1 && words === cells), "each row has its head, and each cell its word");
  const box = page.locator(".chart .only input");
  if (await box.count()) {
    check((await table.locator("tr.q:visible").count()) === 0, "what is the same is hidden");
    await box.uncheck();
    check((await table.locator("tr.q:visible").count()) > 0, "what is the same is shown");
    await axeFinds("history, all rows");
    await box.check();
  }
  const link = table.locator("tbody tr:not(.q) a").first();
  if (await link.count()) {
    const wanted = await link.getAttribute("href");
    await link.click();
    check(await arrives(wanted), `the chart leads to ${wanted}`);
  }
  await page.locator("details").evaluateAll((folds) => folds.forEach((fold) => (fold.open = true)));
  await axeFinds("history, all open");
  await page.emulateMedia({ media: "print" });
  check((await page.pdf()).length > 0, "a history prints");
  await page.goto(url);
}

const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
for (const file of process.argv.slice(2)) {
  const url = pathToFileURL(resolve(file)).href;
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on("pageerror", (error) => check(false, `error: ${error.message}`));
    page.on("console", (message) => check(message.type() !== "error", `console: ${message.text()}`));
    page.on("request", (request) => check(request.url().startsWith("file:"), `asked for ${request.url()}`));
    await page.goto(url);
    await axeFinds(colorScheme);
    if (colorScheme === "light") {
      const [timing] = await page.evaluate(() => performance.getEntriesByType("navigation").map((entry) => entry.toJSON()));
      console.log(`${basename(file)}: ${statSync(file).size} bytes, ready after ${Math.round(timing.domContentLoadedEventEnd)} ms`);
      if (await page.locator("table.three").count()) {
        await three(url);
        await context.close();
        continue;
      }
      if (await page.locator(".chart").count()) {
        await history(url);
        await context.close();
        continue;
      }
      if (await page.locator("style[media=print]").count()) {
        check(!(await page.locator(".legend > .ramseyer").isVisible()), "struck and underlined words are told on the screen");
      } else {
        await ramseyer("on the screen");
      }
      await filters();
      await signalFilter();
      await steps();
      await strip();
      await finds();
      await sideBySide();
      await pointers();
      await deepLink(url);
      await page.emulateMedia({ media: "print" });
      check(!(await page.locator("#tools").isVisible()), "paper has no tools");
      await ramseyer("on paper");
      check((await page.pdf()).length > 0, "it prints");
    }
    await context.close();
  }

  const narrow = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await narrow.newPage();
  await page.goto(url);
  check((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "a telephone need not scroll sideways");
  await axeFinds("narrow");
  await narrow.close();

  const still = await browser.newContext({ javaScriptEnabled: false });
  page = await still.newPage();
  await page.goto(url);
  check(!(await page.locator("#tools").isVisible()), "no tools without scripts");
  check(await page.locator("main .u").first().isVisible() || (await page.locator("main .run").count()) > 0, "text without scripts");
  await still.close();
}
await browser.close();

for (const complaint of complaints) console.error(complaint);
console.log(complaints.length ? `${complaints.length} complaints` : "every page passes");
process.exit(complaints.length ? 1 : 0);
