package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import phasegrid.engine.sweep.Address;

class RowIndexTest {
    private record Place(String key, Address address) {}

    @Test
    void itAgreesWithAMap() {
        SplittableRandom random = new SplittableRandom("RowIndexTest".hashCode());
        String[] keys = new String[40];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Rows.key(i);
        }
        RowIndex index = new RowIndex();
        Map<Place, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Address address = new Address(random.nextInt(20), random.nextInt(-3, 3), random.nextLong(-2, 2));
            Place place = new Place(keys[random.nextInt(keys.length)], address);
            assertThat(index.find(place.key(), address)).isEqualTo(map.getOrDefault(place, -1));
            assertThat(index.add(place.key(), address, i, i % 7))
                    .isEqualTo(map.computeIfAbsent(place, p -> map.size()));
        }
        assertThat(index.size()).isEqualTo(map.size());
        map.forEach((place, i) ->
                assertThat(new Place(index.key(i), index.address(i))).isEqualTo(place));
    }

    @Test
    void keysThatDifferInOneBitDiffer() {
        RowIndex index = new RowIndex();
        String key = "0".repeat(64);
        Address address = new Address(0, 0, 0);
        index.add(key, address, 1, 2);
        assertThat(index.digest(0)).isEqualTo(1);
        assertThat(index.origin(0)).isEqualTo(2);
        for (int i = 0; i < 64; i++) {
            assertThat(index.find("0".repeat(i) + "1" + "0".repeat(63 - i), address))
                    .isEqualTo(-1);
        }
    }
}
