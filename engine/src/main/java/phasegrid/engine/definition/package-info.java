/**
 * The vocabulary in which a physical model is stated once and used everywhere: by the engine, the command line, the
 * table and the tests.
 *
 * <p>One word, one meaning: <em>point</em> parameter values; <em>disorder sample</em> one quench; <em>replica</em> one
 * noise history or chain on one disorder sample; <em>granule</em> the replicas that are drawn together; <em>pass</em>
 * one Monte Carlo update of all spins; <em>step</em> one integrator step; <em>track</em> one simulation and the points
 * it serves; <em>rung</em> one value of a ladder; <em>line</em> a transition line in theory.
 *
 * <p>Invariants: every type but a {@link phasegrid.engine.definition.Simulation} is an immutable value; reflection
 * happens once, when a {@link phasegrid.engine.definition.Definition} is made. Start reading at
 * {@link phasegrid.engine.definition.Model}.
 */
package phasegrid.engine.definition;
