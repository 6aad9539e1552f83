// Drives the viewer in headless Chromium for the end-to-end tests: reads one JSON command a line from standard input,
// answers each with one JSON line {"result": ...} or {"error": "..."}. Ends with its standard input.
// usage: node viewer-check.mjs FOLDER_OF_NODE_MODULES CHROMIUM
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";
import readline from "node:readline";

const [modules, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(path.join(path.resolve(modules), "package.json"))("playwright-core");
const pageScript = path.join(path.dirname(fileURLToPath(import.meta.url)), "page.js");

const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    // nothing may leave this machine; hosts that a test maps are answered before a name is looked up
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  ],
});

let context;
let page;
let log;

/** Neuroglancer asks for these to find out what a folder is; that they are not there is an answer. */
const isProbe = (method, url) =>
  method === "GET" && /\/(\.zarray|\.zattrs|\.zgroup|zarr\.json)$/.test(new URL(url).pathname);

function watch() {
  log = { errors: [], failed: [], total: 0 };
  const current = log;
  page.on("pageerror", (e) => current.errors.push(`page: ${e.message}`));
  context.on("response", (r) => {
    current.total++;
    const method = r.request().method();
    if (r.status() >= 400 && !(r.status() === 404 && isProbe(method, r.url())))
      current.failed.push(`${r.status()} ${method} ${r.url()}`);
  });
  context.on("requestfailed", (r) => {
    const reason = r.failure()?.errorText;
    // the viewer drops the bodies of answers and chunks that it does not want any more
    if (reason !== "net::ERR_ABORTED") current.failed.push(`${reason} ${r.method()} ${r.url()}`);
  });
}

/** Requests to a mapped prefix go to the other one; status and headers, and so CORS, are the real server's. */
async function map(prefixes) {
  const hit = (url) => prefixes.find(([from]) => url.startsWith(from));
  await context.route((url) => !!hit(url.href), async (route) => {
    const request = route.request();
    const [from, to] = hit(request.url());
    try {
      const answer = await fetch(to + request.url().slice(from.length), {
        method: request.method(), headers: request.headers(), redirect: "manual" });
      // fetch has already undone these
      const undone = ([k]) => /^(content-encoding|transfer-encoding|content-length)$/.test(k);
      const headers = [...answer.headers].filter((h) => !undone(h));
      if (request.method() === "HEAD" && answer.headers.has("content-length"))
        headers.push(["content-length", answer.headers.get("content-length")]);
      await route.fulfill({
        status: answer.status, headers: Object.fromEntries(headers), body: Buffer.from(await answer.arrayBuffer()) });
    } catch {
      await route.abort("connectionfailed").catch(() => {}); // the page may have gone meanwhile
    }
  });
}

async function open({ url, maps, width, height, timeout }) {
  await context?.close();
  context = await browser.newContext({ viewport: { width, height } });
  page = await context.newPage();
  watch();
  if (maps.length > 0) await map(maps);
  await page.addInitScript({ path: pageScript });
  const start = Date.now();
  await page.goto(url, { waitUntil: "load", timeout });
  const stuck = await page.evaluate((t) => window.viewerCheck.settle(t), timeout);
  return { stuck, millis: Date.now() - start, ...(await report()) };
}

async function report() {
  const seen = await page.evaluate(() => window.viewerCheck.report());
  return { ...seen, errors: [...log.errors, ...seen.errors], failedRequests: log.failed, requests: log.total };
}

const inPage = (name) => (args) => page.evaluate(([n, a]) => window.viewerCheck[n](a), [name, args]);

async function pixels({ points }) {
  const png = (await page.screenshot()).toString("base64");
  return inPage("colours")({ png, points });
}

const commands = {
  open, report, pixels,
  screenshot: ({ file }) => page.screenshot({ path: file }).then(() => file),
  settle: ({ timeout }) => page.evaluate((t) => window.viewerCheck.settle(t), timeout),
  voxel: inPage("voxel"), value: inPage("value"), hover: inPage("hover"),
  annotations: inPage("annotations"), locate: inPage("locate"),
  version: async () => browser.version(),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { command, args } = JSON.parse(line);
  let answer;
  try {
    answer = { result: (await commands[command](args)) ?? null };
  } catch (e) {
    answer = { error: e.message.split("\n")[0] };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
