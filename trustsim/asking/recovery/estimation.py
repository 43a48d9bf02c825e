"""How well parameters are estimated from summaries: cross-validated ridge regression.

Each summary enters as it is and as its rank, weighed by its ratio of signal (what the parameters do
to it) to noise (everything else), so that hundreds of numbers full of chance do not drown the few
that tell. Whatever is said of a point is learnt from points of other folds; the penalty is chosen
for each parameter among the points learnt from (leave one out).
"""

from typing import NamedTuple

import numpy as np
import scipy

from trustsim.engine.progress import bar
from trustsim.measures.cohorts import CONFIDENCE
from trustsim.mistakes import needed

FOLDS = 5
PENALTIES = np.logspace(1, 6, 21)
QUANTILES = 200
LEAST_NOISE = 1e-3  # share of variance
GIVEN = 5.0  # weight of a parameter that is told: much, so that it is hardly penalised


class Estimates(NamedTuple):
    """Estimates of every parameter at every point, arrays (point, parameter)."""

    alone: np.ndarray  # from the summaries
    with_others: np.ndarray  # from the summaries and the true values of all other parameters


class Share(NamedTuple):
    """A number for each parameter with its 95 % interval."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def require_sklearn():
    """Raise Mistake unless scikit-learn is installed."""
    needed("the recovery of parameters", "inference", "sklearn")


def parameter_estimates(numbers, truth):
    """Estimate ``truth`` (point, parameter) from ``numbers`` (point, summary).

    ``truth`` is standardised over the ranges, so that who knows nothing estimates 0.
    """
    from sklearn.linear_model import RidgeCV
    from sklearn.model_selection import KFold
    from threadpoolctl import threadpool_limits

    def ridge(**options):
        return RidgeCV(PENALTIES, fit_intercept=False, gcv_mode="svd", **options)

    alone, with_others = np.empty_like(truth), np.empty_like(truth)
    parameters = truth.shape[1]
    # many small problems: threads of linear algebra would wait for each other
    with threadpool_limits(1), bar("estimating", FOLDS * parameters) as tell:
        for learn, test in KFold(FOLDS).split(numbers):
            features = weighed_features(numbers, truth, learn)
            blind = ridge(alpha_per_target=True).fit(features[learn], truth[learn])
            alone[test] = blind.predict(features[test]).reshape(len(test), parameters)
            for p in range(parameters):
                more = np.hstack([features, GIVEN * np.delete(truth, p, axis=1)])
                fitted = ridge().fit(more[learn], truth[learn, p])
                with_others[test, p] = fitted.predict(more[test])
                tell(1)
    return Estimates(alone, with_others)


def weighed_features(numbers, truth, learn):
    """Features of all points, made with a look at the true values of those learnt from only."""
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.preprocessing import QuantileTransformer, StandardScaler

    ranks = QuantileTransformer(n_quantiles=min(QUANTILES, len(learn)))
    scale = make_pipeline(make_union("passthrough", ranks), StandardScaler())
    features = scale.fit(numbers[learn]).transform(numbers)
    return features * signal_to_noise(features[learn], truth[learn])


def signal_to_noise(features, truth):
    """Ratio of the standard deviations that the parameters do and do not explain (linearly)."""
    known = np.column_stack([np.ones(len(truth)), truth])
    slopes, *_ = np.linalg.lstsq(known, features, rcond=None)
    left = features - known @ slopes
    noise = (left * left).sum(0) / (len(truth) - known.shape[1])
    signal = np.maximum(features.var(0) - noise, 0.0)
    return np.sqrt(signal / np.maximum(noise, LEAST_NOISE))


def recovered_share(truth, estimates):
    """Share of the variance of each parameter that is recovered: R2, out of sample.

    Below zero where the estimates are worse than the middle of the range.
    """
    return scored(truth, (truth - estimates) ** 2)


def gained_share(truth, estimates):
    """How much R2 gains where all other parameters are told."""
    alone, with_others = ((truth - each) ** 2 for each in estimates)
    return scored(truth, with_others - alone, whole=0.0)


def scored(truth, errors, whole=1.0):
    """``whole`` less the mean of the errors over the variance, with its interval (delta method)."""
    spread = (truth - truth.mean(0)) ** 2
    value = whole - errors.mean(0) / spread.mean(0)
    deviations = errors - (whole - value) * spread
    error = deviations.std(0, ddof=1) / np.sqrt(len(truth)) / spread.mean(0)
    reach = scipy.stats.norm.ppf((1.0 + CONFIDENCE) / 2.0) * error
    return Share(value, value - reach, value + reach)
