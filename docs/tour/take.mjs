// Takes the pictures of this tour from a running system with demo studies, doing the main job on one of them:
//   ./run.sh --demo
//   node docs/tour/take.mjs http://localhost:8080 PASSWORD
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const [address, password] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const { chromium } = createRequire(new URL('../../WebUi/app/', import.meta.url))('playwright-core');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'dark' });
const page = await context.newPage();
const at = name => page.getByTestId(name);
const shot = async name => {
  await page.mouse.move(720, 20);
  await page.waitForTimeout(400); // tooltips fade
  await page.screenshot({ path: `${here}${name}.jpg`, type: 'jpeg', quality: 85 });
};

/** Drags from one voxel of the shown slice to another. */
async function drag(from, to) {
  const places = await page.evaluate(voxels => voxels.map(([i, j]) => window.voxmark.voxelToClient(i, j)), [from, to]);
  await page.mouse.move(...places[0]);
  await page.mouse.down();
  await page.mouse.move(...places[1], { steps: 8 });
  await page.mouse.up();
}

const proposed = () => page.waitForFunction(() => document.querySelector('[data-testid=accept-proposal]:not(:disabled)')?.checkVisibility());
const saved = () => at('save-state').and(page.locator('[data-state=saved]')).waitFor();
async function accept() {
  await page.keyboard.press('Enter');
  await at('accept-proposal').waitFor({ state: 'hidden' });
  await saved();
}

await page.goto('/');
await at('sign-in-user').fill('admin');
await at('sign-in-password').fill(password);
await page.keyboard.press('Enter');
await page.waitForURL('**/studies');
await at('study-row').filter({ hasText: 'DEMO-2' }).click();
await at('choose-area').first().waitFor();
await shot('1-studies');

await at('choose-area').first().click();
await page.locator('[data-testid=confirm-area]:enabled').waitFor();
await page.waitForLoadState('networkidle');
await shot('2-area');

await at('confirm-area').click();
await page.waitForURL('**/labels/*');
await page.waitForFunction(() => window.voxmark);
await page.waitForLoadState('networkidle');
await page.keyboard.press('Digit2');
await page.keyboard.press('j');
await drag([52, 235], [68, 272]); // subcutaneous fat, right side
await proposed();
await shot('3-back-projection');
await accept();
await page.keyboard.press('Digit3');
await drag([240, 165], [270, 185]); // visceral fat
await proposed();
await accept();
await page.keyboard.press('Digit1');
await page.keyboard.press('g');
await drag([270, 276], [322, 328]); // left psoas; the rectangle holds fat and bone too
await page.getByText('GrabCut →').waitFor();
await drag([292, 292], [304, 312]); // a stroke over what belongs to it
await page.waitForFunction(() => /\+[1-9]/.test(document.querySelector('[data-testid=proposal-facts]').textContent));
await shot('4-grabcut');
await accept();
await page.keyboard.press('j');
await drag([235, 147], [275, 152]); // the wall's muscle
await proposed();
await accept();
await page.keyboard.press('y');
await at('compare').click();
await page.waitForLoadState('networkidle');
await shot('5-history');
await page.keyboard.press('y');
await page.mouse.click(560, 380, { button: 'right' });
await at('context-menu').waitFor();
await shot('6-windows');
await page.keyboard.press('Escape');

await page.keyboard.press('q');
await page.waitForURL('**/quantify*');
await at('measure').click();
await page.locator('[data-testid=download-xlsx]:visible').waitFor();
await page.waitForLoadState('networkidle');
await shot('7-quantify');
await browser.close();
