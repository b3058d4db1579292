"""Run as a program of its own by mcs.lib.typesetting: a job as JSON on standard input, the PDF on standard output.

Nothing of the site is imported, so that it is ready in a few hundredths of a second.
"""

from __future__ import annotations

import json
import sys

import typst


def main() -> int:
    """0 with the PDF written, 1 with the compiler's complaint on standard error."""
    job = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
    try:
        pdf = typst.compile(
            job["template"],
            root=job["root"],
            font_paths=fonts,
            format="pdf",
            sys_inputs={"data": job["data"]},
            timestamp=job["timestamp"],
            pdf_standards=job["standards"],
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or error.message)
        return 1
    sys.stdout.buffer.write(pdf if isinstance(pdf, bytes) else b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())
