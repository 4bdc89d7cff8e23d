import assert from 'node:assert/strict';
import { sha256Base64 } from '../../../src/cli/files/sha256.ts';
import type { Access, Person } from '../../../src/model/access/grants.ts';
import { renderAccessHtml } from '../../../src/render/access/access-html.ts';
import { browserPages } from '../../support/browser-pages.ts';

const EVIL = `"'><script>window.pwned = 1</script><img src="https://evil.example/x" onerror="alert(2)">`;
const file = { by: 'file', source: { file: 'groups.yaml', line: 3 } } as const;

/** So many people in so many groups, each in a tenth of them; the last one has a hostile name. */
function crowd(count: number, size: number): Access {
  const groups = Array.from({ length: size }, (_, index) => (index === size - 1 ? EVIL : `team-${index}`));
  const people = Array.from({ length: count }, (_, at): Person => {
    const own = groups.filter((_group, index) => (at + index) % 10 === 0);
    const grants = own.map((group, index) => ({
      group,
      via: index % 4 === 1 ? ['inner'] : [],
      why: index % 5 === 2 ? ({ by: 'service' } as const) : file,
      held: true,
      serviceOnly: index % 5 === 2,
    }));
    return { name: at === count - 1 ? EVIL : `person-${at}@example.com`, active: at % 50 !== 7, held: true, grants };
  });
  return { target: 'https://scim.example.com', environment: null, groups, people, unreadable: [] };
}

describe('a page of who has what in a browser', function () {
  this.timeout(60_000);
  const opened = browserPages();

  it('opens 1,000 people and 100 groups in less than three seconds, runs nothing of theirs, and is searched', async () => {
    const page = await opened(renderAccessHtml(crowd(1000, 100), sha256Base64));
    if (page === undefined) return;
    const shown = () => page.evaluate(`document.getElementById('shown').textContent`);
    assert.equal(await shown(), '1000 of 1000 people, 100 of 100 groups');
    const seconds = await page.seconds();
    assert.ok(seconds < 3, `${seconds} s`);
    assert.deepEqual(page.incidents, []);
    assert.equal(page.requests.length, 1);
    assert.equal(await page.evaluate('String(window.pwned)'), 'undefined');
    await page.evaluate(`(() => {
      document.getElementById('people').value = 'person-77';
      document.getElementById('groups').value = 'team-3';
      document.getElementById('tools').requestSubmit();
    })()`);
    assert.equal(await shown(), '11 of 1000 people, 11 of 100 groups');
    await page.evaluate(`(() => {
      const kind = document.getElementById('kind');
      document.getElementById('tools').reset();
      kind.value = 'off';
      kind.dispatchEvent(new Event('change'));
    })()`);
    assert.equal(await shown(), '20 of 1000 people, 100 of 100 groups');
    await page.evaluate(`document.querySelector('td.s').click()`);
    assert.match(
      String(await page.evaluate(`document.getElementById('why').textContent`)),
      /^person-\S+ → team-\d+: direct: only on the service$/u,
    );
  });
});
