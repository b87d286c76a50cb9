"""From unfinished paragraphs to blocks: number, shape, level of headings, captions."""
