/**
 * Counter-based random streams: every draw is a pure function of a key, an address and a position.
 *
 * <p>May use {@code linear}'s elementary functions, nothing else of ours. Invariants: keys come from SHA-256 and are
 * never added to; no clock, thread, partition or host enters a draw; the counter packing and the bulk layout of
 * {@link phasegrid.engine.random.RandomStream} are part of every stored result. Start reading there.
 */
package phasegrid.engine.random;
