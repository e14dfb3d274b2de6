package phasegrid.engine.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The workloads under JMH, in pairs: only the fork's vector module differs. Times are of a call, not of a unit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    /** The workload. */
    @Param({
        "random-words",
        "gaussians",
        "exp",
        "expm1",
        "log",
        "log1p",
        "tanh",
        "sigmoid",
        "log-cosh",
        "sin",
        "cos",
        "erf",
        "sum",
        "dot",
        "mixture-step",
        "score-product",
        "hopfield",
        "hopfield-large",
        "sherrington-kirkpatrick"
    })
    public String kernel;

    private Runnable call;

    /** Finds the workload. */
    @Setup
    public void find() {
        call = Workloads.all().stream()
                .filter(workload -> workload.kernel().equals(kernel))
                .findFirst()
                .orElseThrow()
                .call();
    }

    /** The scalar form. */
    @Benchmark
    @Fork(1)
    public void scalar() {
        call.run();
    }

    /** The vector form. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
    public void vector() {
        call.run();
    }
}
