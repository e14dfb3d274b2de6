/**
 * The numeric keyhole: elementary functions and array kernels whose results are the same to the last bit everywhere.
 *
 * <p>Depends on nothing of ours. Invariants: only IEEE 754 operations, square roots and explicit fused multiply-adds;
 * no transcendental of {@code java.lang.Math}; sums in 32 lanes and one fixed tree, whatever the hardware's width; an
 * array kernel equals {@link phasegrid.engine.linear.Elementary} element by element. A change that moves one bit is a
 * new numerics profile. Start reading at {@link phasegrid.engine.linear.Elementary}.
 */
package phasegrid.engine.linear;
