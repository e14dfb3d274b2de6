package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void containsItsEndsAndNothingOutside() {
        Interval interval = new Interval(-1, 2);
        assertThat(interval.contains(-1)).isTrue();
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(Math.nextUp(2.0))).isFalse();
        assertThat(interval.contains(Math.nextDown(-1.0))).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
        assertThat(Interval.UNIT).isEqualTo(new Interval(0, 1));
    }

    @Test
    void endsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new Interval(1, 0))
                .hasMessage("Cannot make an interval: low 1.0, high 0.0; give low <= high");
        assertThatThrownBy(() -> new Interval(Double.NaN, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Interval(0, Double.NaN)).hasMessageContaining("NaN");
    }
}
