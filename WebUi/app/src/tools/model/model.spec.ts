import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ToolPage } from '../shared/page.ts';
import { segment, workspace } from '../shared/testAssist.ts';
import { askModel } from './index.ts';

afterEach(() => vi.unstubAllGlobals());

describe('askModel', () => {
  const begin = (isRefused: boolean) => {
    const fetch = vi.fn<(path: string) => Promise<Response>>(() => Promise.resolve(Response.json([])));
    vi.stubGlobal('fetch', fetch);
    const work = workspace(segment(1));
    work.store.set({ tool: 'brush' });
    askModel({ workspace: work, isRefusedNow: () => isRefused, fail: vi.fn(), report: vi.fn() } as Partial<ToolPage> as ToolPage);
    return { work, fetch };
  };

  it('takes itself in hand and learns which models there are', () => {
    const { work, fetch } = begin(false);
    expect(work.state.tool).toBe('model');
    expect(fetch.mock.calls[0]![0]).toContain('/api/inference/series/1.2/models');
  });
  it('does nothing while an earlier revision is on show', () => {
    const { work, fetch } = begin(true);
    expect(work.state.tool).toBe('brush');
    expect(fetch).not.toHaveBeenCalled();
  });
});
