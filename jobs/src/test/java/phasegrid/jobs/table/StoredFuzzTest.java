package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import phasegrid.jobs.Mutants;

/** Whatever lies in an output, under whatever name, it is read as rows, as a table or as nothing, soon. */
class StoredFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Output OUTPUT = Output.at("objects://fuzz/sweep").with(ObjectStore.settings());
    private static final byte[] SEGMENT = Segment.encode(Rows.some("fuzz", 12));
    private static final byte[] TABLE = TableFile.encode(new PhaseTable(
            List.of(
                    new Column("d", Column.Type.LONG, Column.Role.PARAMETER, "d", "", "dimension"),
                    new Column("m", Column.Type.DOUBLE, Column.Role.MEASURED, "m", "1", "")),
            List.of(List.of(3L, 0.25), List.of(4L, -0.0)),
            Map.of("phasegrid.folded", Folded.NOTHING.toString())));

    @Provide
    Arbitrary<List<Mutants.Edit>> edits() {
        return Mutants.edits(Arbitraries.bytes());
    }

    @Property
    void aSegmentThatNamesItselfRightlyIsReadOrMarked(@ForAll("edits") List<Mutants.Edit> edits) {
        segment(Mutants.apply(SEGMENT, edits));
    }

    @Property
    void noBytesAreASegmentByTheirNameAlone(@ForAll byte[] bytes) {
        segment(bytes);
    }

    private static void segment(byte[] bytes) {
        ObjectStore.clear();
        String name = Segment.name(bytes);
        ObjectStore.OBJECTS.put(OUTPUT.uri(Part.LEDGER) + "/" + name, bytes);
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            try {
                readOrMarked(Ledger.at(OUTPUT), bytes.length);
            } catch (IllegalStateException lack) {
                assertThat(lack).hasMessageContaining("MB of memory");
            }
        });
    }

    private static void readOrMarked(Ledger ledger, long length) {
        Inventory inventory = ledger.inventory();
        assertThat(inventory.rows()).isBetween(0L, length);
        Map<String, List<LedgerRow>> rows = ledger.rows(Set.of(Rows.key(1), Rows.key(2)));
        assertThat(rows.size()).isBetween(0, 2);
        assertThat(ledger.segments()).hasSizeLessThan(2);
        inventory.refresh();
        assertThat(inventory.segments()).isEqualTo(ledger.segments());
    }

    @Property
    void aTableIsReadOrNotThere(@ForAll("edits") List<Mutants.Edit> edits) {
        ObjectStore.clear();
        ObjectStore.OBJECTS.put(OUTPUT.uri(Part.PHASE), Mutants.apply(TABLE, edits));
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            Optional<PhaseTable> table = PhaseTable.read(OUTPUT);
            table.ifPresent(t -> assertThat(t.rows())
                    .allMatch(row -> row.size() == t.columns().size()));
        });
    }

    @Property
    void contentsAreReadOrNot(@ForAll("edits") List<Mutants.Edit> edits) {
        Assertions.assertTimeoutPreemptively(SOON, () -> Segment.contents(Mutants.apply(SEGMENT, edits)));
    }
}
