package phasegrid.engine.sweep;

import phasegrid.engine.definition.Estimate;
import phasegrid.engine.statistics.Interval;

/**
 * What was measured of one observable at one point; NaN where the design can't tell.
 *
 * @param estimate mean, standard error and counts
 * @param interval 95 % interval of Wilson where the mean is a probability of independent replicas, NaN otherwise
 * @param within variance of thermal replicas on one disorder sample
 * @param between variance between disorder samples
 * @param tau integrated autocorrelation time of a chain, in passes
 * @param effective effective number of samples of all chains
 * @param rHat split R-hat of all chains
 */
public record Measurement(
        Estimate estimate,
        Interval interval,
        double within,
        double between,
        double tau,
        double effective,
        double rHat) {}
