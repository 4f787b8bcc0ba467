/** The parts of the frame that training does not wait for, as one file: see Late.tsx. */
export { Controls } from './controls/Controls.tsx';
export { DivergedBanner } from './DivergedBanner.tsx';
export { EngineFacts } from './EngineFacts.tsx';
export { HelpDialog } from './HelpDialog.tsx';
export { OwnFile } from '../source/OwnFile.tsx';
export { NoticeList } from './NoticeList.tsx';
export { PrintedFoot } from './PrintedFoot.tsx';
export { PendingBar } from './PendingBar.tsx';
export { ByHand, FileInput, Ways } from './ShareWays.tsx';
export { LateShare } from '../share/LateShare.tsx';
