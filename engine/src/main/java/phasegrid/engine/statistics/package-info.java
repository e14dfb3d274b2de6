/**
 * Error bars and verdicts: accumulators that merge, errors of correlated series, intervals, tests against theory.
 *
 * <p>Values and pure functions, in two groups.
 *
 * <p><b>Measured</b>: {@link phasegrid.engine.statistics.Cell}, {@link phasegrid.engine.statistics.CoMoment},
 * {@link phasegrid.engine.statistics.NestedVariance}, {@link phasegrid.engine.statistics.Jackknife},
 * {@link phasegrid.engine.statistics.Binning}, {@link phasegrid.engine.statistics.SplitRHat},
 * {@link phasegrid.engine.statistics.EffectiveSampleSize}, {@link phasegrid.engine.statistics.Wilson}. Their results have
 * the same bits everywhere: IEEE + − × ÷ and sqrt in the order of the input, nothing else, no library.
 *
 * <p><b>Judged</b>: {@link phasegrid.engine.statistics.ExactBinomial}, {@link phasegrid.engine.statistics.ChiSquared},
 * {@link phasegrid.engine.statistics.KolmogorovSmirnov}, {@link phasegrid.engine.statistics.ZScore}. They compare with
 * theory and may call libraries; no measured number depends on them.
 *
 * <p>Invariants: a value that is not finite is counted as failed and never averaged; a statistic that too few values
 * leave undefined is NaN, never zero; no input makes a function here throw but one that breaks a stated domain.
 */
package phasegrid.engine.statistics;
