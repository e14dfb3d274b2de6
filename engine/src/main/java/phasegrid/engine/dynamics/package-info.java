/**
 * How states move: forward processes and the samplers that run them backward. Of the vocabulary it uses
 * {@link phasegrid.engine.definition.Param} alone; theory, the independent witness, is never seen from here.
 *
 * <p>A diffusion model states its {@link phasegrid.engine.dynamics.Posterior} and takes a
 * {@link phasegrid.engine.dynamics.ForwardProcess} and a {@link phasegrid.engine.dynamics.ReverseSampler} as parameters;
 * {@link phasegrid.engine.dynamics.Descent} then runs it backward by any of them.
 *
 * <p>Invariants: a process, a sampler and a grid of times are values; what they compute has the same bits everywhere.
 */
package phasegrid.engine.dynamics;
