"use strict";
// Walks the site as a person does, in Chromium, and looks at each page with axe-core.
// URL is the site, CHROMIUM the browser, DRAFT a file to check, DOWNLOADS a folder for
// exports, SHOTS one for pictures (none are taken without it). Prints a line of JSON for each
// step that was done, and one with "error" for what went wrong.
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;
const fs = require("fs");
const path = require("path");

const { URL: site, CHROMIUM, DRAFT, DOWNLOADS, SHOTS } = process.env;
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

let failed = false;
async function step(what, f) {
  try {
    say({ what, ...(await f()) });
  } catch (e) {
    failed = true;
    say({ what, error: String(e.message || e).slice(0, 2000) });
  }
}

// judge looks at a page with axe-core's rules.
async function judge(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

// wide reports what is wider than the window: nothing should scroll sideways but tables.
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function main() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const foreign = [];
  const open = async (options) => {
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, ...options });
    context.on("request", (r) => { if (!r.url().startsWith(site) && !r.url().startsWith("data:")) foreign.push(r.url()); });
    context.setDefaultTimeout(10000);
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") complaints.push(m.text()); });
    page.on("response", (r) => { if (r.status() >= 400) complaints.push(`${r.status()} ${r.url()}`); });
    page.on("pageerror", (e) => complaints.push(String(e)));
    return { page, complaints, close: () => context.close() };
  };
  const main = (page) => page.locator("main").innerText();

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "" : ", without scripts";
    const { page, complaints, close } = await open({ javaScriptEnabled });
    const ask = async (question) => {
      await page.locator("main form [name=q]").first().fill(question);
      await page.locator("main form [name=q]").first().press("Enter");
      await page.waitForURL((u) => u.searchParams.get("q") === question);
      await page.waitForFunction((q) => !document.querySelector("main [aria-busy=true]") && document.querySelector("main").innerText.includes(q) || document.querySelector("main form [name=q]").value === q, question).catch(() => {});
      await page.waitForLoadState("networkidle");
      return main(page);
    };
    await step("ask" + how, async () => {
      await page.goto(site + "/");
      return { text: await ask(process.env.ASKED) };
    });
    await step("follow" + how, async () => ({ text: await ask(process.env.FOLLOWED) }));
    await step("decline" + how, async () => {
      const text = await ask(process.env.DECLINED);
      const link = page.locator("main a[href^='/?']").first();
      const suggestion = await link.innerText();
      await link.click();
      await page.waitForURL((u) => u.searchParams.get("q") !== process.env.DECLINED);
      await page.waitForFunction((before) => document.querySelector("main").innerText !== before, text);
      return { text, suggestion, then: await main(page) };
    });
    if (complaints.length) say({ what: "console" + how, error: complaints.join("; ") });
    await close();
  }

  {
    const { page, complaints, close } = await open({ acceptDownloads: true });
    await step("suggest", async () => {
      await page.goto(site + "/figures");
      const box = page.locator("main [data-suggest]").first();
      await box.focus();
      await box.pressSequentially(process.env.TYPED, { delay: 30 });
      const options = page.getByRole("option");
      await options.first().waitFor();
      const offered = await options.allInnerTexts();
      await box.press("ArrowDown");
      await box.press("Enter");
      await page.waitForLoadState("networkidle");
      return { offered, text: await main(page), address: page.url() };
    });
    await step("chart", async () => {
      await page.goto(site + process.env.SERIES);
      const svg = page.locator("main svg").first();
      await svg.waitFor();
      return { title: await svg.locator("title").first().textContent(), points: await svg.locator("title").count(), text: await main(page) };
    });
    for (const kind of ["xlsx", "csv", "json", "svg", "png"]) {
      await step("export " + kind, async () => {
        await page.goto(site + process.env.SERIES);
        const link = page.locator(`main a[href*=".${kind}"]`).first();
        const got = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
        if (!got.ok()) throw new Error("status " + got.status());
        fs.writeFileSync(path.join(DOWNLOADS, "export." + kind), await got.body());
        return { name: got.headers()["content-disposition"] };
      });
    }
    await step("anchor", async () => {
      await page.goto(site + "/releases");
      await page.locator("main a[href^='/releases/']").first().click();
      await page.waitForLoadState("networkidle");
      const figure = page.locator("main a[href*='#']").first();
      const href = await figure.getAttribute("href");
      await page.goto(new URL(href, page.url()).href);
      const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
      const seen = await page.evaluate((i) => { const e = document.getElementById(i); return e && { text: e.innerText, top: e.getBoundingClientRect().top }; }, id);
      if (!seen) throw new Error("nothing has the id " + id);
      return { address: page.url(), text: seen.text, top: seen.top };
    });
    await step("draft pasted", async () => {
      await page.goto(site + "/check");
      await page.locator("main textarea").fill(process.env.DRAFT_TEXT);
      await page.locator("main form button").last().click();
      await page.waitForLoadState("networkidle");
      return { text: await main(page) };
    });
    await step("draft uploaded", async () => {
      await page.goto(site + "/check");
      await page.locator("main input[type=file]").setInputFiles(DRAFT);
      await page.locator("main form button").last().click();
      await page.waitForLoadState("networkidle");
      return { text: await main(page) };
    });
    await step("changes", async () => {
      await page.goto(site + "/changes");
      return { text: await main(page), feed: await page.locator("link[rel=alternate]").first().getAttribute("href") };
    });
    if (complaints.length) say({ what: "console", error: complaints.join("; ") });
    await close();
  }

  const pages = JSON.parse(process.env.PAGES);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1280]) {
      for (const locale of width === 320 ? ["zh-CN", "en-GB"] : ["zh-CN"]) { // where English has least room
        const { page, close } = await open({ colorScheme, locale, viewport: { width, height: 900 } });
        for (const [name, address] of Object.entries(pages)) {
          await step(`look at ${name}, ${width} px, ${colorScheme}, ${locale}`, async () => {
            const answer = await page.goto(site + address);
            if (answer.status() !== 200 && name !== "missing") throw new Error("status " + answer.status());
            const violations = await judge(page);
            const over = await wide(page);
            if (violations.length) throw new Error(violations.join("\n"));
            if (over > 0) throw new Error(`${over} px too wide`);
            if (SHOTS && locale === "zh-CN") await page.screenshot({ path: path.join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
            return {};
          });
        }
        await close();
      }
    }
  }
  if (foreign.length) { failed = true; say({ what: "other hosts", error: foreign.join(" ") }); }
  await browser.close();
  say({ what: "end", error: failed ? "some steps failed" : undefined });
}

main().catch((e) => { say({ what: "walk", error: String(e.stack || e) }); process.exitCode = 1; });
