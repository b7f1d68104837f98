import { describe, expect, it } from 'vitest';
import { FillTool } from '../fill/tool.ts';
import { ShapeTool } from '../shape/tool.ts';
import { at, drag, nothing, TestWorkspace } from '../shared/testWorkspace.ts';

describe('a drawing that paints nothing', () => {
  const whyNot = (prepare: (test: TestWorkspace) => void) => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.store.set({ segment: 2 }); // −190…−30 HU; every pixel has 50
    prepare(test);
    drag(new ShapeTool(test.work, nothing), at(1, 1), at(4, 4));
    expect(test.saved).toEqual([]);
    return told;
  };

  it('says that no pixel lies in the HU range', () => expect(whyNot(() => undefined)).toEqual(['outsideHu']));
  it('says that what is there is not painted over', () => {
    expect(whyNot(test => {
      test.work.setRules({ huLock: false, paintOver: 'empty' });
      test.draw(new Array<string>(7).fill('111111111'));
    })).toEqual(['kept']);
  });
  it('says that the segment is locked', () => {
    expect(whyNot(test => {
      test.work.segments.set(2, { locked: true });
      test.saved.length = 0;
    })).toEqual(['locked']);
  });
  it('says nothing where the segment lies already', () => {
    expect(whyNot(test => {
      test.work.setRules({ huLock: false });
      test.draw(new Array<string>(7).fill('222222222'));
    })).toEqual([]);
  });
  it('says nothing of a stroke that painted a part', () => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.voxels.get(4)![0] = 999;
    drag(new ShapeTool(test.work, nothing), at(0, 0), at(2, 2));
    expect([told.length, test.work.masks.pixelCounts(4)[1]]).toEqual([0, 8]);
  });
  it('is told by filling, too', () => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.store.set({ segment: 2 });
    new FillTool(test.work).down(at(3, 3));
    expect(told).toEqual(['outsideHu']);
  });
});
