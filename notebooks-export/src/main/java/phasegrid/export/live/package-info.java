/**
 * A page that fills in while a sweep runs.
 *
 * <p>Invariants: it listens on the loopback interface alone, answers those who know its token alone, and writes nothing.
 */
package phasegrid.export.live;
