package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Address;

/** Many small segments become few, no row is ever without a sound segment, and inconsistent rows stay so. */
class CompactionTest {
    private static final Address FIRST = new Address(0, 0, 0);
    private static final Instant NOW = Instant.parse("2025-03-30T00:30:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path folder;

    private Output output() {
        return Output.at(folder.toString());
    }

    private Ledger ledger() {
        return Ledger.at(output());
    }

    private void fill() {
        for (int i = 0; i < 10; i++) {
            ledger().commit(List.of(
                    Rows.row(i, FIRST, Rows.HERE, i), Rows.row(i, new Address(1, 0, 0), Rows.THERE, 1.0 / (i + 1))));
        }
        ledger().commit(List.of(Rows.row(3, FIRST, Rows.THERE, 3), Rows.row(4, FIRST, Rows.THERE, -4)));
    }

    private Compaction.Result compact(Instant at) {
        return Compaction.run(output(), DAY, at);
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String segment : ledger().segments()) {
            ledger().forEach(
                            segment,
                            key -> true,
                            r -> rows.add(
                                    r.row().key() + r.row().address() + r.row().payload()[0]));
        }
        return rows;
    }

    private List<String> inconsistent() {
        Set<String> keys = IntStream.range(0, 10).mapToObj(Rows::key).collect(Collectors.toSet());
        return ledger().inconsistencies(keys).stream().map(Inconsistency::key).toList();
    }

    @Test
    void whatIsCopiedIsDeletedOnlyAfterTheGracePeriod() {
        fill();
        TreeSet<String> before = new TreeSet<>(rows());
        assertThat(compact(NOW)).isEqualTo(new Compaction.Result(11, 1, 0, 0));
        assertThat(ledger().segments()).hasSize(12);
        assertThat(compact(NOW.plus(Duration.ofHours(23)))).isEqualTo(new Compaction.Result(0, 0, 0, 11));
        assertThat(compact(NOW.minus(Duration.ofHours(1)))).isEqualTo(new Compaction.Result(0, 0, 0, 11));
        assertThat(compact(NOW.plus(DAY))).isEqualTo(new Compaction.Result(0, 0, 11, 0));
        assertThat(ledger().segments()).hasSize(1);
        assertThat(rows()).hasSize(21).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(rows())).isEqualTo(before);
        assertThat(inconsistent()).containsExactly(Rows.key(4));
        assertThat(compact(NOW.plus(DAY.multipliedBy(2)))).isEqualTo(new Compaction.Result(0, 0, 0, 0));
        assertThat(folder.resolve("compacted")).isEmptyDirectory();
    }

    @Test
    void nothingIsDeletedForACopyThatIsCorruptOrGone() throws IOException {
        fill();
        TreeSet<String> before = new TreeSet<>(rows());
        List<String> first = ledger().segments();
        compact(NOW);
        String copy = ledger().segments().stream()
                .filter(s -> !first.contains(s))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("ledger").resolve(copy);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(compact(NOW.plus(DAY)).deleted()).isZero();
        assertThat(new TreeSet<>(rows())).isEqualTo(before);
        compact(NOW.plus(DAY));
        compact(NOW.plus(DAY.multipliedBy(2)));
        assertThat(new TreeSet<>(rows())).isEqualTo(before);
    }

    @Test
    void anInventoryGoesOnWhileFilesAreCopiedAndDeleted() {
        fill();
        Inventory inventory = ledger().inventory();
        compact(NOW);
        compact(NOW.plus(DAY));
        inventory.commit(List.of(Rows.row(30, FIRST, Rows.HERE, 30)));
        inventory.refresh();
        assertThat(inventory.rows()).isEqualTo(21);
        assertThat(inventory.segments()).hasSize(2);
        assertThat(inconsistent()).containsExactly(Rows.key(4));
    }

    @Test
    void onlySmallSegmentsAreCopied() {
        fill();
        assertThat(new Compaction(output(), DAY, NOW, 1).run()).isEqualTo(new Compaction.Result(0, 0, 0, 0));
        long length = folder.resolve("ledger")
                .resolve(ledger().segments().get(0))
                .toFile()
                .length();
        Compaction.Result pairs = new Compaction(output(), DAY, NOW, length + 400).run();
        assertThat(pairs.copied()).isBetween(9, 11);
        assertThat(pairs.written()).isBetween(3, 6);
    }
}
