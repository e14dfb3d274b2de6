/**
 * Generative diffusion: data, a forward process that noises them, and the backward dynamics with the exact score.
 *
 * <p>Invariants: time runs forward in {@code t}; a backward run goes from large {@code t} to 0. Start reading at
 * {@link phasegrid.engine.model.diffusion.TwoGaussians}.
 */
package phasegrid.engine.model.diffusion;
