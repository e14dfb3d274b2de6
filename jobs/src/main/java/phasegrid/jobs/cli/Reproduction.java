package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.Keys;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.spark.SweepPlan;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;

/**
 * Stored batches of a sweep, computed once more. Which ones is a function of the sweep and of how many are asked for:
 * those whose keys and addresses hash lowest, so that a larger sample holds a smaller one.
 *
 * @param batches how many batches were computed again
 * @param rows how many stored rows they were compared with
 * @param differing rows whose bits differ, each with the circumstances of the stored one
 * @param origins where the stored rows of the ledger came from
 */
record Reproduction(int batches, long rows, List<Differing> differing, List<Circumstances> origins) {
    /** A row whose bits differ. */
    record Differing(String key, Address address, Circumstances from) {}

    private record Candidate<P extends Record>(Track<P> track, Address address, String hash) {}

    /** Keeps its own copies. */
    Reproduction {
        differing = List.copyOf(differing);
        origins = List.copyOf(origins);
    }

    /** Computes {@code most} batches again, fewer where the ledger holds fewer. */
    static Reproduction of(Sweep sweep, int most) {
        return of(sweep.definition(), sweep, most);
    }

    private static <P extends Record, Q> Reproduction of(Definition<P, Q> definition, Sweep sweep, int most) {
        SweepPlan<P> plan = new SweepPlan<>(definition, sweep.jar(), sweep.spec());
        Ledger ledger = Ledger.at(sweep.output());
        Inventory held = ledger.inventory();
        ChainStates states = ChainStates.at(sweep.output());
        List<Differing> differing = new ArrayList<>();
        Set<Row> compared = new LinkedHashSet<>();
        List<Candidate<P>> sample = sample(plan, held, most);
        for (Candidate<P> one : sample) {
            for (Row row : again(definition, one, states).rows()) {
                if (held.contains(row.key(), row.address())) {
                    compared.add(row);
                    ledger.differing(row)
                            .ifPresent(from -> differing.add(new Differing(row.key(), row.address(), from)));
                }
            }
        }
        return new Reproduction(sample.size(), compared.size(), differing, held.origins());
    }

    private static <P extends Record> List<Candidate<P>> sample(SweepPlan<P> plan, Inventory held, int most) {
        return plan.grid()
                .tracks()
                .flatMap(track -> plan.wanted(track, plan.shape(track))
                        .addresses()
                        .filter(address -> track.served().stream()
                                .anyMatch(s -> held.contains(s.point().key(), address)))
                        .map(address -> new Candidate<>(track, address, Keys.digest(track.key() + " " + address))))
                .sorted(Comparator.comparing(Candidate::hash))
                .limit(most)
                .toList();
    }

    /** A leg goes on from the stored end of the one before, or from the start where that is not stored. */
    private static <P extends Record, Q> BatchResult again(
            Definition<P, Q> definition, Candidate<P> one, ChainStates states) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, one.track(), new QuenchCache());
        Address at = one.address();
        if (at.leg() == 0) {
            return runner.run(at, new byte[0]);
        }
        Address before = new Address(at.disorder(), at.thermal(), at.leg() - 1);
        Optional<byte[]> stored = states.load(one.track().key(), before);
        byte[] state = stored.orElseGet(() -> again(definition, new Candidate<>(one.track(), before, ""), states)
                .state());
        return runner.run(at, state);
    }
}
