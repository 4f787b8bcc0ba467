import './train.css';

/** The first chapter: everything at once, live. */
export function TrainChapter() {
  return <div className="train" />;
}
