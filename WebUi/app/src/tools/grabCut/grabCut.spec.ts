import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawing } from '../drawing/options.ts';
import { options as seeds } from '../seeds/tool.ts';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { drag } from '../shared/testWorkspace.ts';
import { grabCut } from './index.ts';
import { GrabCutTool, options } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = proposal(pixels(18));

describe('GrabCutTool', () => {
  const begin = () => {
    const work = workspace(segment(1));
    const requests = serve(() => answer);
    return { work, requests, tool: new GrabCutTool(work, new Assistant(work, nothing), view, nothing) };
  };

  it('asks about a rectangle, and has strokes keep from then on', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(5, 4));
    await answered(work);

    expect(requests[0]).toMatchObject({
      path: '/api/assist/grab-cut',
      body: {
        slice: 3, rectangle: { left: 1, top: 1, width: 5, height: 4 }, lasso: null, keep: [], remove: [], iterations: 2, marginMm: 5,
      },
    });
    expect(options.of(work).mode).toBe('keep');
    expect(work.state.proposal!.masks.get(3)![18]).toBe(1);
  });

  it('asks again with every stroke; Alt turns keep into remove', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(5, 5));
    drag(tool, at(2, 2), at(3, 2));
    drag(tool, at(4, 4, true));
    await answered(work);

    expect(requests.at(-1)!.body).toMatchObject({
      keep: [{ points: [2, 2, 3, 2], radiusPx: 2.5 }], remove: [{ points: [4, 4], radiusPx: 2.5 }],
    });
    expect(work.state.proposal!.strokes).toBe(2);
  });

  it('makes its own strokes wider, nobody else\'s', () => {
    const { work, tool } = begin();
    tool.resize(2);
    expect([options.of(work).strokePx, seeds.of(work).strokePx, drawing.of(work).sizePx]).toEqual([7, 5, 22]);
  });

  it('begins with a rectangle again once it is put away', async () => {
    const { work, tool } = begin();
    drag(tool, at(1, 1), at(5, 5));
    await answered(work);
    tool.reset();
    expect(options.of(work).mode).toBe('rectangle');
  });
});

it('its keys say what strokes do', () => {
  const work = workspace(segment(1));
  const run = (id: string) => grabCut.commands!.find(command => command.id === id)!.run({ workspace: work } as never, {} as never);
  run('stroke.remove');
  expect(options.of(work).mode).toBe('remove');
  run('stroke.keep');
  expect(options.of(work).mode).toBe('keep');
});
