// Opens pages in a browser without a window, and prints as JSON what went wrong, what was asked of the network, and what
// axe finds; with "pictures", a folder, it keeps pictures there:
// node look.js '{"browser": PATH, "modules": FOLDER, "views": [[FILE, "dark", "narrow"]]}'
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const asked = JSON.parse(process.argv[2]);
const load = (name) => require(require.resolve(name, { paths: [asked.modules] }));
const puppeteer = load("puppeteer-core");
const axe = require("node:fs").readFileSync(require.resolve("axe-core/axe.min.js", { paths: [asked.modules] }), "utf8");
const SIZES = { wide: { width: 1360, height: 900 }, narrow: { width: 390, height: 800 } };

// Whether keys alone open what is folded, and switch between two pictures; null where the page has no such thing.
async function byKeyboard(page) {
  const shown = (selector) => page.evaluate((each) => [...document.querySelectorAll(each)].map((one) => one.checkVisibility()), selector);
  const found = { unfolds: null, switches: null };
  if (await page.$("main summary")) {
    await page.focus("main summary");
    await page.keyboard.press("Enter");
    found.unfolds = await page.evaluate(() => document.activeElement.parentElement.open);
    await page.keyboard.press("Enter");
  }
  if (await page.$(".switch")) {
    await page.focus(".switch input:checked");
    const before = await shown(".switch:first-of-type .picture");
    await page.keyboard.press("ArrowLeft");
    const after = await shown(".switch:first-of-type .picture");
    found.switches = before.some((each, index) => each !== after[index]);
    await page.keyboard.press("ArrowRight");
  }
  return found;
}

async function look(browser, file, scheme, size) {
  const page = await browser.newPage();
  const found = { page: path.basename(file), scheme, size, errors: [], requests: [], violations: [], overflow: 0 };
  page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("dialog", (dialog) => { found.errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => /^(file|data):/.test(request.url()) || found.requests.push(request.url()));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport(SIZES[size]);
  const started = Date.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  found.milliseconds = Date.now() - started;
  found.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  found.scripts = await page.evaluate(() => document.querySelectorAll("script, iframe, object, embed, [onclick], [onerror], [onload]").length);
  found.images = await page.evaluate(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
  await page.keyboard.press("Tab");
  found.first = await page.evaluate(() => document.activeElement.textContent);
  await page.evaluate(() => document.activeElement.blur());
  found.keyboard = await byKeyboard(page);
  if (asked.pictures) await page.screenshot({ path: `${asked.pictures}/${found.page}-${size}-${scheme}.png`, fullPage: true });
  await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  if (asked.pictures) await page.screenshot({ path: `${asked.pictures}/${found.page}-${size}-${scheme}-open.png`, fullPage: true });
  if (asked.judge !== false) {
    // The page's own policy lets no script in, as it should: axe comes by the debugger.
    await page.evaluate(axe);
    const results = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    found.violations = results.violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.length} times, as ${each.nodes[0].html.slice(0, 200)}`);
  }
  await page.close();
  return found;
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: asked.browser, args: ["--no-sandbox", "--disable-gpu"] });
  const results = [];
  for (const [file, scheme, size] of asked.views) results.push(await look(browser, file, scheme, size));
  await browser.close();
  console.log(JSON.stringify(results));
})();
