"""The command for trials."""

import typer

from trustsim.showing.cli.app import Config, Out, Quick, Threads, app, done


@app.command()
def trial(config: Config, out: Out = None, quick: Quick = False, threads: Threads = None):
    """Grow the patients of CONFIG, and say what each arm of its trial did to them.

    Every patient lives on in every arm, with the same luck; what a trial would have seen stands
    beside what happened to each. This explores a theory; it is no advice about any person.
    """
    from trustsim.asking import trials
    from trustsim.showing import report

    asked = trials.load_trial(config)
    tables = report.trial(asked.quick() if quick else asked, out, threads)
    told = ("flow", "effects", "individual", "histories", "states", "transference", "families")
    told += ("reflecting",)
    for name in filter(tables.__contains__, told):
        rows = tables[name].to_string(index=False, float_format="{:.2f}".format, na_rep="-")
        typer.echo(f"{name}\n{rows}\n")
    done(out)
