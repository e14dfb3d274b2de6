package phasegrid.engine.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Another program that times the same kernels when asked, in a process of its own. */
public final class Peer implements AutoCloseable {
    private final Process process;
    private final PrintWriter ask;
    private final BufferedReader answers;

    private Peer(ProcessBuilder builder) throws IOException {
        process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        ask = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Compiles and starts the C++ kernels; nothing, and a line that says so, without a compiler. */
    public static Optional<Peer> cpp(Path peers) throws IOException, InterruptedException {
        Path program = Files.createTempFile("phasegrid-kernels", "");
        List<String> compile = List.of(
                "g++", "-O3", "-march=native", "-o", program.toString(), peers.resolve("kernels.cpp").toString());
        try {
            if (new ProcessBuilder(compile).inheritIO().start().waitFor() == 0) {
                return Optional.of(new Peer(new ProcessBuilder(program.toString())));
            }
        } catch (IOException e) {
            System.err.println("No C++ beside ours: " + e.getMessage());
            return Optional.empty();
        }
        System.err.println("No C++ beside ours: g++ cannot compile kernels.cpp for this machine");
        return Optional.empty();
    }

    /** Starts the NumPy kernels; nothing, and a line that says so, without NumPy. */
    static Optional<Peer> numpy(Path peers) throws IOException, InterruptedException {
        try {
            if (new ProcessBuilder("python3", "-c", "import numpy")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    != 0) {
                System.err.println("No NumPy and no OpenBLAS beside ours: python3 has no numpy");
                return Optional.empty();
            }
        } catch (IOException e) {
            System.err.println("No NumPy and no OpenBLAS beside ours: " + e.getMessage());
            return Optional.empty();
        }
        ProcessBuilder builder =
                new ProcessBuilder("python3", peers.resolve("kernels.py").toString());
        builder.environment().putAll(Map.of("OPENBLAS_NUM_THREADS", "1"));
        if (avx512()) {
            builder.environment().put("OPENBLAS_CORETYPE", "SkylakeX");
        }
        return Optional.of(new Peer(builder));
    }

    private static boolean avx512() throws IOException {
        Path machine = Path.of("/proc/cpuinfo");
        return Files.isReadable(machine) && Files.readString(machine).contains("avx512f");
    }

    /** Nanoseconds of a unit; NaN where the peer does not have the kernel. */
    public double time(String kernel, double milliseconds) throws IOException {
        ask.println(String.format(Locale.ROOT, "%s %f", kernel, milliseconds));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("Cannot time " + kernel + ": the peer has ended");
        }
        return answer.equals("nan") ? Double.NaN : Double.parseDouble(answer);
    }

    @Override
    public void close() {
        ask.close();
        process.destroy();
    }
}
