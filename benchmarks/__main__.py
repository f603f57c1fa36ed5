"""`make bench`: every measurement in turn, as one Markdown table. `python -m benchmarks NAME ...` runs some.

`python -m benchmarks scores` prints another table, with flags of its own: how good the summaries are.
"""

import sys

from . import (
    adversaries,
    around_a_call,
    batch_size,
    batch_speed,
    briefs,
    builtin_speed,
    fresh_text,
    locating,
    origins,
    own_gold,
    report_page,
    scores,
    startup,
    verdicts,
)

MEASUREMENTS = {
    "verdicts": verdicts.measure,
    "startup": startup.measure,
    "around_a_call": around_a_call.measure,
    "locating": locating.measure,
    "adversaries": adversaries.measure,
    "builtin_speed": builtin_speed.measure,
    "origins": origins.measure,
    "own_gold": own_gold.measure,
    "briefs": briefs.measure,
    "batch_speed": batch_speed.measure,
    "fresh_text": fresh_text.measure,
    "batch_size": batch_size.measure,
    "report_page": report_page.measure,
}


def main() -> int:
    """Run the named measurements (all without a name); exit 1 where a figure misses its bound."""
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(f"{__doc__}\nMeasurements: {', '.join(MEASUREMENTS)}; and scores, by itself.")
        return 0
    if sys.argv[1:2] == ["scores"]:
        return scores.main(sys.argv[2:])
    names = sys.argv[1:] or list(MEASUREMENTS)
    if unknown := set(names) - set(MEASUREMENTS):
        print(
            f"No such measurement: {', '.join(sorted(unknown))}; "
            f"there are {', '.join(MEASUREMENTS)}; and scores, by itself.",
            file=sys.stderr,
        )
        return 2
    met = True
    print("| what | figure | bound | met |\n|---|---|---|---|")
    for name in names:
        for figure in MEASUREMENTS[name]():
            print(figure.row(), flush=True)
            met = met and figure.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
