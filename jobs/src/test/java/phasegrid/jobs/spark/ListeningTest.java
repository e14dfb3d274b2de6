package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.PointRow;

/** While a sweep runs here, no port of this process can be reached from elsewhere, and there is no page. */
class ListeningTest {
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private static final int POLLS = 100;
    private static final long POLL_NANOS = 100_000_000;

    @TempDir
    Path folder;

    /** A listening socket: the address in hexadecimal, as the kernel writes it, and the port. */
    private record Port(String address, int number) {}

    @Test
    void nothingListensBeyondLoopbackAndThereIsNoPage() {
        assumeThat(FILES).isDirectory();
        List<Port> before = ports();
        List<Port> ports = new ArrayList<>();
        List<Boolean> pages = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void begins(long points, long batches, long held) {}

            @Override
            public void goesOn(RunState state) {
                ports.addAll(ports());
                pages.add(SparkContext.getOrCreate().ui().isDefined());
            }

            @Override
            public void finished(PointRow row) {}

            @Override
            public void says(String line) {}
        };
        SweepRun.run(Sweeps.fields(10, 1).request(Output.at(folder.toString()), "local[2]"), listener, Sweeps.AT_ONCE);
        ports.removeAll(before);
        assertThat(ports).as("Spark listens").isNotEmpty().allMatch(port -> LOOPBACK.contains(port.address()));
        assertThat(pages).isNotEmpty().containsOnly(false);
        assertThat(portsLeft(before)).isEmpty();
    }

    /** What still listens besides; Spark closes its last socket a moment after it has stopped. */
    private static List<Port> portsLeft(List<Port> before) {
        List<Port> left = List.of();
        for (int i = 0; i < POLLS && (i == 0 || !left.isEmpty()); i++) {
            LockSupport.parkNanos(i == 0 ? 0 : POLL_NANOS);
            left = ports().stream().filter(port -> !before.contains(port)).toList();
        }
        return left;
    }

    private static List<Port> ports() {
        Set<String> sockets = sockets();
        return Stream.of("tcp", "tcp6")
                .flatMap(kind -> lines(Path.of("/proc/self/net", kind)).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[3].equals(LISTENING) && sockets.contains("socket:[" + words[9] + "]"))
                .map(words -> words[1].split(":"))
                .map(place -> new Port(place[0], Integer.parseInt(place[1], 16)))
                .distinct()
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the open files of this process lead to. */
    private static Set<String> sockets() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(ListeningTest::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedSince) {
            return "";
        }
    }
}
