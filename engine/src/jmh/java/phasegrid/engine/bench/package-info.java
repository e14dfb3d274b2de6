/**
 * Benchmarks of the array kernels against C++ and NumPy.
 *
 * <p>{@link phasegrid.engine.bench.Bench} is behind {@code ./phasegrid bench}: ours and the peers take turns in one run, so
 * that their ratio means something on a busy machine. {@link phasegrid.engine.bench.KernelBenchmark} runs the same workloads
 * under JMH, each with and without the vector module. Outside the build of the engine.
 */
package phasegrid.engine.bench;
