import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import { at, nothing, pixels, proposal, segment, view, workspace } from '../shared/testAssist.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { PointTool } from './assistTool.ts';

const options = new Options('test', { tolerance: 3 });

class TestTool extends PointTool {
  readonly asked: object[] = [];

  protected override parameters() {
    return { at: this.start, ...options.of(this.workspace) };
  }

  protected override send(): void {
    const parameters = this.parameters();
    this.asked.push(parameters);
    void this.assistant.ask({ tool: 'test', parameters }, () => Promise.resolve(proposal(pixels(1))));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a tool that asks about what is marked', () => {
  const begin = () => {
    const work = workspace(segment(1));
    const tool = new TestTool(work, new Assistant(work, nothing), view, nothing);
    return { work, tool };
  };

  it('asks at once when it is marked', () => {
    const { tool } = begin();
    tool.down(at(2, 1));
    expect(tool.asked).toEqual([{ at: [2, 1], tolerance: 3 }]);
  });
  it('asks once more after its options have come to rest', () => {
    const { work, tool } = begin();
    tool.down(at(2, 1));
    for (const tolerance of [4, 5, 6]) {
      options.set(work, { tolerance });
      tool.optionsChanged();
    }
    vi.advanceTimersByTime(1_000);
    expect(tool.asked.slice(1)).toEqual([{ at: [2, 1], tolerance: 6 }]);
  });
  it('does not ask again when what changed does not concern it', () => {
    const { tool } = begin();
    tool.down(at(2, 1));
    tool.optionsChanged();
    vi.advanceTimersByTime(1_000);
    expect(tool.asked).toHaveLength(1);
  });
  it('does not ask about what has been put away', () => {
    const { work, tool } = begin();
    tool.down(at(2, 1));
    options.set(work, { tolerance: 9 });
    tool.optionsChanged();
    tool.reset();
    vi.advanceTimersByTime(1_000);
    tool.optionsChanged();
    vi.advanceTimersByTime(1_000);
    expect(tool.asked).toHaveLength(1);
  });
  it('marks the middle of the pixel that was clicked by a cross', () => {
    const { tool } = begin();
    expect(drawnBy(tool)).toEqual([]);
    tool.down(at(2.4, 0.8));
    const arms = only(drawnBy(tool), 'lineTo').slice(0, 4); // of pixel (2, 1), 10 CSS pixels each
    expect(arms).toEqual([[34, 15], [16, 15], [25, 24], [25, 6]]);
    tool.cancel();
    expect(drawnBy(tool)).toEqual([]);
  });
});
