/**
 * The physical models, one file each, in families. A model states parameters, observables, sampler, references, lines
 * and test points; everything else follows from that. {@link phasegrid.engine.model.Models} lists them.
 *
 * <p>Invariants: a sampler takes its randomness from its block alone; references come from {@code theory}, which shares
 * no code with it; golden numbers were computed outside.
 */
package phasegrid.engine.model;
