// The kernels of the benchmark as an expert writes them in C++: by AVX-512 intrinsics, and as plain loops that the
// compiler may turn into vector instructions. Build: g++ -O3 -march=native.
//
// Reads lines "kernel milliseconds" and answers each with the nanoseconds of processor time per unit, the least over
// rounds of a tenth of that time; "nan" for a kernel that it does not have. The results are not those of the Java
// kernels to the bit (no fixed tree, no edge cases); the work is the same.
#include <immintrin.h>
#include <time.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

typedef __m512d V;
typedef __m512i I;

static V all(double x) { return _mm512_set1_pd(x); }
static I alli(int64_t x) { return _mm512_set1_epi64(x); }
static V load(const double *p) { return _mm512_loadu_pd(p); }
static void store(double *p, V v) { _mm512_storeu_pd(p, v); }
static V fma(V a, V b, V c) { return _mm512_fmadd_pd(a, b, c); }

// ---- elementary functions ----

static const double EXP[] = {2.0914686968086876e-09, 2.5105217004720745e-08, 2.75572736431103e-07,
                             2.7557255400206422e-06, 2.4801587325547743e-05, 0.00019841269874820627,
                             0.0013888888888883748,  0.008333333333326136,   0.04166666666666667,
                             0.1666666666666667,     0.5};

static inline V exponential(V x) {
    V y = _mm512_min_pd(all(720), _mm512_max_pd(all(-760), x));
    V k = _mm512_roundscale_pd(_mm512_mul_pd(y, all(1.4426950408889634)), 8);
    V r = _mm512_fnmadd_pd(k, all(1.9082149292705877e-10), _mm512_fnmadd_pd(k, all(0.6931471803691238), y));
    V q = all(EXP[0]);
    for (int j = 1; j < 11; j++) q = fma(q, r, all(EXP[j]));
    return _mm512_scalef_pd(_mm512_add_pd(all(1), fma(_mm512_mul_pd(r, r), q, r)), k);
}

static inline V tangent(V x) {
    V a = _mm512_min_pd(all(40), _mm512_abs_pd(_mm512_add_pd(x, x)));
    V k = _mm512_roundscale_pd(_mm512_mul_pd(a, all(1.4426950408889634)), 8);
    V r = _mm512_fnmadd_pd(k, all(1.9082149292705877e-10), _mm512_fnmadd_pd(k, all(0.6931471803691238), a));
    V q = all(EXP[0]);
    for (int j = 1; j < 11; j++) q = fma(q, r, all(EXP[j]));
    V scale = _mm512_scalef_pd(all(1), k);
    V m = fma(scale, fma(_mm512_mul_pd(r, r), q, r), _mm512_sub_pd(scale, all(1)));
    V t = _mm512_div_pd(m, _mm512_add_pd(m, all(2)));
    return _mm512_or_pd(t, _mm512_and_pd(x, all(-0.0)));
}

static inline V logarithm(V x) {
    V e = _mm512_getexp_pd(_mm512_mul_pd(x, all(1.4142135623730951)));
    V f = _mm512_sub_pd(_mm512_scalef_pd(x, _mm512_sub_pd(all(0), e)), all(1));
    V s = _mm512_div_pd(f, _mm512_add_pd(f, all(2)));
    V z = _mm512_mul_pd(s, s);
    V p = all(0.14616585424888623);
    p = fma(p, z, all(0.15331710618210773));
    p = fma(p, z, all(0.18182889455674947));
    p = fma(p, z, all(0.22222211130259878));
    p = fma(p, z, all(0.2857142862600327));
    p = fma(p, z, all(0.39999999999899444));
    p = fma(p, z, all(0.666666666666667));
    V h = _mm512_mul_pd(_mm512_mul_pd(f, all(0.5)), f);
    V t = fma(s, fma(z, p, h), _mm512_mul_pd(e, all(1.9082149292705877e-10)));
    return fma(e, all(0.6931471803691238), _mm512_sub_pd(f, _mm512_sub_pd(h, t)));
}

// ---- random numbers ----

static uint64_t K0 = 0x0123456789abcdefULL, K1 = 0xfedcba9876543210ULL;

static void words(uint64_t counter, uint64_t *a, uint64_t *b, int n) {
    uint64_t K2 = 0x1BD11BDAA9FC1A22ULL ^ K0 ^ K1;
    I x0 = alli(7 + K0), step = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
    for (int i = 0; i < n; i += 8) {
        I x = x0, y = _mm512_add_epi64(step, alli(counter + i + K1));
#define ROUND(r) x = _mm512_add_epi64(x, y); y = _mm512_xor_si512(_mm512_rol_epi64(y, r), x);
        ROUND(16) ROUND(42) ROUND(12) ROUND(31)
        x = _mm512_add_epi64(x, alli(K1)); y = _mm512_add_epi64(y, alli(K2 + 1));
        ROUND(16) ROUND(32) ROUND(24) ROUND(21)
        x = _mm512_add_epi64(x, alli(K2)); y = _mm512_add_epi64(y, alli(K0 + 2));
        ROUND(16) ROUND(42) ROUND(12) ROUND(31)
        x = _mm512_add_epi64(x, alli(K0)); y = _mm512_add_epi64(y, alli(K1 + 3));
        ROUND(16)
        _mm512_storeu_si512(a + i, x);
        _mm512_storeu_si512(b + i, y);
    }
}

static V unit(const uint64_t *w) {
    return _mm512_castsi512_pd(_mm512_or_si512(_mm512_srli_epi64(_mm512_loadu_si512(w), 12), alli(0x3FF0000000000000LL)));
}

static void pairs(const uint64_t *a, const uint64_t *b, double *c, double *s, int n) {
    for (int i = 0; i < n; i += 8) {
        V u = _mm512_sub_pd(unit(a + i), all(0x1.fffffffffffffp-1));
        V radius = _mm512_sqrt_pd(_mm512_mul_pd(all(-2), logarithm(u)));
        V t = _mm512_mul_pd(_mm512_sub_pd(unit(b + i), all(1.5)), all(4));
        V k = _mm512_roundscale_pd(t, 8);
        V r = _mm512_sub_pd(t, k), z = _mm512_mul_pd(r, r), size = _mm512_abs_pd(k);
        V p = _mm512_sub_pd(all(1), size), q = _mm512_mul_pd(k, _mm512_sub_pd(all(2), size));
        V sn = all(5.633933781537854e-08);
        sn = fma(sn, z, all(-3.59864335298231e-06));
        sn = fma(sn, z, all(0.0001604411507421909));
        sn = fma(sn, z, all(-0.004681754132340976));
        sn = fma(sn, z, all(0.07969262624604301));
        sn = fma(sn, z, all(-0.6459640975062443));
        sn = _mm512_mul_pd(r, fma(sn, z, all(1.5707963267948966)));
        V cs = all(-6.329396344967424e-09);
        cs = fma(cs, z, all(4.710678405505227e-07));
        cs = fma(cs, z, all(-2.5202039028029178e-05));
        cs = fma(cs, z, all(0.0009192602745468447));
        cs = fma(cs, z, all(-0.020863480763340773));
        cs = fma(cs, z, all(0.2536695079010478));
        cs = fma(cs, z, all(-1.2337005501361697));
        cs = fma(cs, z, all(1));
        store(c + i, _mm512_mul_pd(radius, _mm512_fmsub_pd(cs, p, _mm512_mul_pd(sn, q))));
        store(s + i, _mm512_mul_pd(radius, fma(sn, p, _mm512_mul_pd(cs, q))));
    }
}

static void gaussians(uint64_t counter, double *out, int n) {
    alignas(64) static uint64_t a[256], b[256];
    alignas(64) static double c[256], s[256];
    for (int at = 0; at < n; at += 512) {
        int half = (n - at < 512 ? n - at : 512) / 2;
        words(counter + at / 2, a, b, half);
        pairs(a, b, c, s, half);
        for (int i = 0; i < half; i += 32) {
            memcpy(out + at + 2 * i, c + i, 256);
            memcpy(out + at + 2 * i + 32, s + i, 256);
        }
    }
}

// ---- sums and products ----

static double sum(const double *x, int n) {
    V s[4] = {all(0), all(0), all(0), all(0)};
    for (int i = 0; i < n; i += 32)
        for (int j = 0; j < 4; j++) s[j] = _mm512_add_pd(s[j], load(x + i + 8 * j));
    return _mm512_reduce_add_pd(_mm512_add_pd(_mm512_add_pd(s[0], s[1]), _mm512_add_pd(s[2], s[3])));
}

static double dot(const double *x, const double *y, int n) {
    V s[4] = {all(0), all(0), all(0), all(0)};
    for (int i = 0; i < n; i += 32)
        for (int j = 0; j < 4; j++) s[j] = fma(load(x + i + 8 * j), load(y + i + 8 * j), s[j]);
    return _mm512_reduce_add_pd(_mm512_add_pd(_mm512_add_pd(s[0], s[1]), _mm512_add_pd(s[2], s[3])));
}

// C (R × N) = X (R × D) A with A packed in panels of 16 columns; 8 × 2 tile.
static const int R = 32, N = 1024, D = 256;

static void product(const double *x, const double *panels, double *c) {
    for (int n = 0; n < N; n += 16) {
        const double *p = panels + (size_t)n * D;
        for (int r = 0; r < R; r += 8) {
            V s[8][2];
            for (int j = 0; j < 8; j++) s[j][0] = s[j][1] = all(0);
            for (int i = 0; i < D; i++) {
                V a = load(p + 16 * i), b = load(p + 16 * i + 8);
#pragma GCC unroll 8
                for (int j = 0; j < 8; j++) {
                    V y = all(x[(r + j) * D + i]);
                    s[j][0] = fma(y, a, s[j][0]);
                    s[j][1] = fma(y, b, s[j][1]);
                }
            }
            for (int j = 0; j < 8; j++) {
                store(c + (r + j) * N + n, s[j][0]);
                store(c + (r + j) * N + n + 8, s[j][1]);
            }
        }
    }
}

// ---- the diffusion of a magnet: d spins in one of NODES random uniform fields ----

static const int SPINS = 512, MOST = 512;

struct Magnet {
    int nodes;
    double up[MOST], down[MOST], offset[MOST], weight[MOST];
    alignas(64) double plus[SPINS], minus[SPINS];

    explicit Magnet(double coupling) {
        double width = 1 / sqrt(coupling * SPINS);
        int half = (int)ceil((1 / width + 8.5) * sqrt(2));
        nodes = 2 * half + 1;
        for (int q = 0; q < nodes; q++) {
            double m = (q - half) * width * sqrt(0.5), u = coupling * m;
            offset[q] = -0.5 * SPINS * coupling * m * m + SPINS * fabs(u);
            up[q] = exp(u - fabs(u));
            down[q] = exp(-u - fabs(u));
        }
    }

    double log_weight(int q) const {
        V p = all(up[q]), m = all(down[q]);
        V a[4] = {all(1), all(1), all(1), all(1)}, e = all(0);
        for (int i = 0; i < SPINS; i += 32)
            for (int j = 0; j < 4; j++)
                a[j] = _mm512_mul_pd(a[j], fma(p, load(plus + i + 8 * j), _mm512_mul_pd(m, load(minus + i + 8 * j))));
        for (int j = 0; j < 4; j++) {
            e = _mm512_add_pd(e, _mm512_getexp_pd(a[j]));
            a[j] = _mm512_getmant_pd(a[j], _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src);
        }
        V product = _mm512_mul_pd(_mm512_mul_pd(a[0], a[2]), _mm512_mul_pd(a[1], a[3]));
        return offset[q] + 0.6931471805599453 * _mm512_reduce_add_pd(e) + log(_mm512_reduce_mul_pd(product));
    }

    void condition(const double *b) {
        for (int i = 0; i < SPINS; i += 8) {
            V x = load(b + i), small = exponential(_mm512_mul_pd(all(-2), _mm512_abs_pd(x)));
            __mmask8 negative = _mm512_movepi64_mask(_mm512_castpd_si512(x));
            store(plus + i, _mm512_mask_blend_pd(negative, all(1), small));
            store(minus + i, _mm512_mask_blend_pd(negative, small, all(1)));
        }
        double most = -INFINITY, total = 0;
        for (int q = 0; q < nodes; q++) weight[q] = -INFINITY;
        for (int q = 0; q < nodes; q += 4) most = fmax(most, weight[q] = log_weight(q));
        for (int left = 0; left + 4 < nodes; left += 4)
            if (fmax(weight[left], weight[left + 4]) + 1 >= most - 37)
                for (int q = left + 1; q < left + 4; q++) weight[q] = log_weight(q);
        for (int q = 0; q < nodes; q++) most = fmax(most, weight[q]);
        for (int q = 0; q < nodes; q++) total += weight[q] = weight[q] < most - 37 ? 0 : exp(weight[q] - most);
        for (int q = 0; q < nodes; q++) weight[q] /= total;
    }

    void mean(double *out) const {
        for (int i = 0; i < SPINS; i += 32) {
            V sum[4] = {all(0), all(0), all(0), all(0)};
            for (int q = 0; q < nodes; q++) {
                if (weight[q] == 0) continue;
                V w = all(weight[q]), p = all(up[q]), m = all(down[q]);
                for (int j = 0; j < 4; j++) {
                    V high = load(plus + i + 8 * j), low = _mm512_mul_pd(m, load(minus + i + 8 * j));
                    sum[j] = fma(w, _mm512_div_pd(_mm512_fmsub_pd(p, high, low), fma(p, high, low)), sum[j]);
                }
            }
            for (int j = 0; j < 4; j++) store(out + i + 8 * j, sum[j]);
        }
    }
};

// ---- spins ----

// Heat bath at random sites of a Hopfield network: patterns and overlaps in single precision (exact whole numbers), the field
// by a dot product, the decision by a table of thresholds, as in the Java kernel.
struct Hopfield {
    int n, p, width;
    float *patterns, *overlaps;
    int *spins;
    uint64_t *thresholds, *first, *second, counter = 0;

    Hopfield(int n, int p, double beta) : n(n), p(p), width((int)(22 * n / beta) + 1) {
        patterns = (float *)aligned_alloc(64, sizeof(float) * n * p);
        overlaps = (float *)aligned_alloc(64, sizeof(float) * p);
        spins = new int[n];
        first = new uint64_t[n];
        second = new uint64_t[n];
        thresholds = new uint64_t[2 * width + 1];
        for (int k = -width; k <= width; k++)
            thresholds[width + k] = (uint64_t)(0x1p62 / (1 + exp(-2 * beta * k / n)));
        memset(overlaps, 0, sizeof(float) * p);
        for (int i = 0; i < n; i++) {
            words(counter += n, first, second, p < 8 ? 8 : p);
            for (int m = 0; m < p; m++) patterns[(size_t)i * p + m] = first[m] & 1 ? 1.f : -1.f;
            spins[i] = (int)patterns[(size_t)i * p];
            for (int m = 0; m < p; m++) overlaps[m] += spins[i] * patterns[(size_t)i * p + m];
        }
    }

    float field(const float *x) const {
        __m512 s[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps()};
        for (int m = 0; m < p; m += 64)
            for (int j = 0; j < 4; j++)
                s[j] = _mm512_fmadd_ps(_mm512_load_ps(x + m + 16 * j), _mm512_load_ps(overlaps + m + 16 * j), s[j]);
        return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(s[0], s[1]), _mm512_add_ps(s[2], s[3])));
    }

    void turn(const float *x, float by) {
        __m512 b = _mm512_set1_ps(by);
        for (int m = 0; m < p; m += 16)
            _mm512_store_ps(overlaps + m, _mm512_fmadd_ps(_mm512_load_ps(x + m), b, _mm512_load_ps(overlaps + m)));
    }

    void pass() {
        words(counter += n, first, second, n / 2);
        for (int k = 0; k < n; k++) {
            unsigned __int128 share = (unsigned __int128)(k & 1 ? second[k / 2] : first[k / 2]) * n;
            int i = (int)(share >> 64);
            const float *x = patterns + (size_t)i * p;
            int h = (int)field(x) - p * spins[i];
            h = h < -width ? -width : h > width ? width : h;
            int s = ((uint64_t)share >> 2) < thresholds[width + h] ? 1 : -1;
            if (s != spins[i]) {
                spins[i] = s;
                turn(x, 2.f * s);
            }
        }
    }
};

// The number of set bits of rows at each of 512 places, in bit slices: carry-save adders by ternary logic.
static inline void add(__m512i &sum, __m512i &carry, __m512i a, __m512i b) {
    carry = _mm512_ternarylogic_epi64(sum, a, b, 0xE8);
    sum = _mm512_ternarylogic_epi64(sum, a, b, 0x96);
}

static void count(const uint64_t *rows, int skipped, int n, uint64_t *planes, int depth) {
    __m512i zero = _mm512_setzero_si512(), ones = zero, twos = zero, fours = zero;
    __m512i high[16];
    for (int k = 0; k < depth; k++) high[k] = zero;
    int i = 0;
    auto next = [&] {
        i += i == skipped;
        return _mm512_loadu_si512(rows + 8 * (size_t)i++);
    };
    auto ripple = [&](__m512i carry, int k) {
        for (; k < depth; k++) {
            __m512i old = high[k];
            high[k] = _mm512_xor_si512(old, carry);
            carry = _mm512_and_si512(old, carry);
        }
    };
    int done = 0;
    for (; done + 8 <= n - 1; done += 8) {
        __m512i twoA, twoB, fourA, fourB, eight, a, b;
        a = next(), b = next(), add(ones, twoA, a, b);
        a = next(), b = next(), add(ones, twoB, a, b);
        add(twos, fourA, twoA, twoB);
        a = next(), b = next(), add(ones, twoA, a, b);
        a = next(), b = next(), add(ones, twoB, a, b);
        add(twos, fourB, twoA, twoB);
        add(fours, eight, fourA, fourB);
        ripple(eight, 3);
    }
    for (; done < n - 1; done++) {
        __m512i two, four, eight;
        add(ones, two, next(), zero);
        add(twos, four, two, zero);
        add(fours, eight, four, zero);
        ripple(eight, 3);
    }
    high[0] = ones, high[1] = twos, high[2] = fours;
    for (int k = 0; k < depth; k++) _mm512_storeu_si512(planes + 8 * k, high[k]);
}

// ---- the clock and the list ----

static double now() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static const int LENGTH = 512;
alignas(64) static double x[LENGTH], positive[LENGTH], y[LENGTH], z[LENGTH];
alignas(64) static uint64_t first[LENGTH], second[LENGTH], layout[LENGTH];
static volatile double sink;

template <V F(V)>
static void each(const double *in) {
    for (int i = 0; i < LENGTH; i += 8) store(y + i, F(load(in + i)));
}

struct Kernel {
    double units;
    std::function<void()> run;
};

int main() {
    for (int i = 0; i < LENGTH; i++) {
        x[i] = 20 * sin(i);
        positive[i] = fabs(x[i]) + 1e-3;
        z[i] = cos(i);
    }
    double *states = (double *)aligned_alloc(64, sizeof(double) * R * D);
    double *panels = (double *)aligned_alloc(64, sizeof(double) * N * D);
    double *products = (double *)aligned_alloc(64, sizeof(double) * R * N);
    for (int i = 0; i < R * D; i++) states[i] = sin(i);
    for (int i = 0; i < N * D; i++) panels[i] = cos(i);
    uint64_t counter = 0;
    std::map<std::string, Kernel> kernels;
    kernels["random-words"] = {LENGTH, [&] {
        words(counter += 256, first, second, LENGTH / 2);
        for (int i = 0; i < LENGTH / 2; i += 32) {
            memcpy(layout + 2 * i, first + i, 256);
            memcpy(layout + 2 * i + 32, second + i, 256);
        }
        sink = (double)layout[0];
    }};
    kernels["gaussians"] = {LENGTH, [&] { gaussians(counter += 256, y, LENGTH); }};
    kernels["exp"] = {LENGTH, [&] { each<exponential>(x); }};
    kernels["tanh"] = {LENGTH, [&] { each<tangent>(x); }};
    kernels["log"] = {LENGTH, [&] { each<logarithm>(positive); }};
    kernels["sum"] = {LENGTH, [&] { sink = sum(x, LENGTH); }};
    kernels["dot"] = {LENGTH, [&] { sink = dot(x, z, LENGTH); }};
    kernels["mixture-step"] = {LENGTH, [&] {
        double pull = 0.01 * tanh(0.1 * sum(x, LENGTH));
        gaussians(counter += 256, y, LENGTH);
        for (int i = 0; i < LENGTH; i++) x[i] = 0.1 * y[i] + (0.99 * x[i] + pull);
    }};
    static Magnet magnet(1.2);
    alignas(64) static double spins[SPINS], mean[SPINS];
    for (int i = 0; i < SPINS; i++) spins[i] = sin(i) + 0.1;
    kernels["curie-weiss-step"] = {SPINS, [&] {
        magnet.condition(spins);
        magnet.mean(mean);
        gaussians(counter += 256, y, SPINS);
        for (int i = 0; i < SPINS; i++) spins[i] = 0.1 * y[i] + (0.9 * spins[i] + 0.1 * mean[i]);
    }};
    kernels["score-product"] = {2.0 * R * N * D, [&] { product(states, panels, products); }};
    Hopfield *small = nullptr, *large = nullptr;
    kernels["hopfield"] = {1024, [&] { (small ? small : small = new Hopfield(1024, 128, 2.5))->pass(); }};
    kernels["hopfield-large"] = {8192, [&] { (large ? large : large = new Hopfield(8192, 1024, 2.5))->pass(); }};
    static uint64_t glass[256 * 8], planes[10 * 8];
    words(counter += 4096, glass, glass + 1024, 1024);
    kernels["sherrington-kirkpatrick"] = {256.0 * 255 * 512, [&] {
        for (int i = 0; i < 256; i++) {
            count(glass, i, 256, planes, 10);
            sink = (double)planes[0];
        }
    }};
    char name[64];
    double milliseconds;
    while (scanf("%63s %lf", name, &milliseconds) == 2) {
        auto found = kernels.find(name);
        if (found == kernels.end()) {
            printf("nan\n");
        } else {
            double least = 1e300;
            for (int round = 0; round < 10; round++) {
                double from = now(), calls = 0;
                while (now() - from < milliseconds * 1e5) {
                    for (int i = 0; i < 8; i++) found->second.run();
                    calls += 8;
                }
                double each = (now() - from) / calls / found->second.units;
                if (each < least) least = each;
            }
            printf("%.6g\n", least);
        }
        fflush(stdout);
    }
}
