package phasegrid.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;
import phasegrid.engine.sweep.Row;

/** Rows of a ledger for tests. */
final class Rows {
    static final Circumstances HERE = new Circumstances(0.25, "tarr", "17.0.15+6 vendor", "c0ffee", "ab12");
    static final Circumstances THERE = new Circumstances(0.5, "hop", "25.0.3+9 vendor", "decaf", "cd34");

    private Rows() {}

    static String key(int i) {
        return Keys.digest("point " + i);
    }

    static LedgerRow row(int point, Address address, Circumstances circumstances, double... payload) {
        return new LedgerRow(new Row(key(point), address, payload), circumstances);
    }

    /** Rows of {@code points} points at two addresses each, their payloads drawn from a stream named {@code name}. */
    static List<LedgerRow> some(String name, int points) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<LedgerRow> rows = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            rows.add(row(i, new Address(0, 0, 0), HERE, random.doubles(5).toArray()));
            rows.add(row(
                    i, new Address(i % 5, 7, 1L << 40), HERE, random.doubles(3).toArray()));
        }
        return rows;
    }
}
