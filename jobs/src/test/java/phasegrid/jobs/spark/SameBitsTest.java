package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.LedgerRow;
import phasegrid.jobs.table.Output;

/** The same bits however work is cut up, dealt out and brought back, and on another Java. */
@Timeout(600)
class SameBitsTest {
    private static final List<String> ALL = List.of("fields", "wanderers", "rungs", "gaussians");
    private static final Packing PAIRS = new Packing(0, 0.009, 1, 0.03);
    private static final Packing ONE = new Packing(1e9, 1e9, 1, 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fields", "wanderers", "rungs", "gaussians"})
    void anyNumberOfCoresAndAnyPacks(String name) {
        Sweeps sweep = Drive.sweep(name);
        String hash = OneLoop.hash(sweep);
        assertThat(run(sweep, "local[1]", ONE)).isEqualTo(hash);
        assertThat(run(sweep, "local[2]", Sweeps.SINGLE)).isEqualTo(hash);
        assertThat(run(sweep, "local[3]", PAIRS)).isEqualTo(hash);
    }

    private String run(Sweeps sweep, String master, Packing packing) {
        return Sweeps.hash(sweep.run(folder.resolve(master), master, packing));
    }

    @Test
    void anotherJava() throws Exception {
        Optional<Jdk> second = Jdk.second();
        if (second.isEmpty()) {
            System.out.println("JDK 25: not run");
            return;
        }
        Process process = Drive.start(second.get().java(), folder, String.join(",", ALL));
        List<String> hashes =
                ALL.stream().map(name -> OneLoop.hash(Drive.sweep(name))).toList();
        assertThat(Drive.end(process))
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
        assertThat(Drive.said(folder).stream().map(line -> line.split(" ")[2])).isEqualTo(hashes);
        System.out.println("JDK 25: same bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "wanderers"})
    void anyOrderOfRowsInAnySegments(String name) {
        Sweeps sweep = Drive.sweep(name);
        String hash = Sweeps.hash(sweep.run(folder.resolve("first"), "local[2]", Sweeps.SINGLE));
        Path other = folder.resolve("other");
        deal(rows(folder.resolve("first")), other, new Random(name.hashCode()));
        assertThat(Sweeps.hash(sweep.fold(other))).isEqualTo(hash);

        Sweeps more = sweep.effort(17, 20, 120);
        RunOutcome onCluster = more.run(other);
        assertThat(onCluster.computed()).isPositive();
        assertThat(Sweeps.hash(onCluster)).isEqualTo(OneLoop.hash(more));
    }

    private static List<LedgerRow> rows(Path from) {
        Ledger ledger = Ledger.at(Output.at(from.toString()));
        List<LedgerRow> rows = new ArrayList<>();
        ledger.segments().forEach(segment -> ledger.forEach(segment, key -> true, rows::add));
        return rows;
    }

    /** Shuffles the rows, doubles a third of them, and commits them as segments of uneven size. */
    private static void deal(List<LedgerRow> rows, Path to, Random random) {
        List<LedgerRow> all = new ArrayList<>(rows);
        all.addAll(rows.subList(0, rows.size() / 3));
        Collections.shuffle(all, random);
        Ledger ledger = Ledger.at(Output.at(to.toString()));
        for (int from = 0; from < all.size(); ) {
            int end = Math.min(all.size(), from + 1 + random.nextInt(9));
            ledger.commit(all.subList(from, end));
            from = end;
        }
    }
}
