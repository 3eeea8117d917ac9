/* The calendar: days and dates, moving dates, ages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "redact/calendar.h"

static bool same(struct date a, struct date b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void known_days(void **state) {
    (void)state;
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){2000, 3, 1}), 11017);
    assert_int_equal(date_days((struct date){1969, 12, 31}), -1);
    assert_int_equal(date_days((struct date){1, 1, 1}), -719162);
    assert_int_equal(date_days((struct date){9999, 12, 31}), 2932896);
}

/* Every day of 400 years follows the one before, and comes back. */
static void every_day(void **state) {
    (void)state;
    struct date d = {1800, 1, 1};
    for (int32_t n = date_days(d); d.year < 2200; n++) {
        assert_int_equal(date_days(d), n);
        assert_true(same(date_of_days(n), d));
        struct date next = {d.year, d.month, (uint8_t)(d.day + 1)};
        if (!date_exists(next))
            next = (struct date){d.year, (uint8_t)(d.month + 1), 1};
        if (!date_exists(next))
            next = (struct date){(uint16_t)(d.year + 1), 1, 1};
        d = next;
    }
}

static void existing(void **state) {
    (void)state;
    assert_true(date_exists((struct date){2024, 2, 29}));
    assert_true(date_exists((struct date){2000, 2, 29}));
    assert_true(date_exists((struct date){0, 2, 29}));
    assert_true(date_exists((struct date){2023, 0, 0}));
    assert_false(date_exists((struct date){2023, 2, 29}));
    assert_false(date_exists((struct date){1900, 2, 29}));
    assert_false(date_exists((struct date){2023, 13, 1}));
    assert_false(date_exists((struct date){2023, 4, 31}));
    assert_false(date_exists((struct date){0, 6, 31}));
}

static void move(struct date d, int32_t days, struct date want) {
    struct date to = {0};
    assert_true(date_shift(&to, d, days, 2001));
    if (!same(to, want))
        fail_msg("%u-%u-%u, not %u-%u-%u", to.year, to.month, to.day, want.year, want.month,
                 want.day);
}

static void moving(void **state) {
    (void)state;
    move((struct date){2019, 3, 12}, 30, (struct date){2019, 4, 11});
    move((struct date){2020, 2, 28}, 2, (struct date){2020, 3, 1});
    move((struct date){2019, 12, 31}, 1, (struct date){2020, 1, 1});
    move((struct date){2019, 1, 1}, -1, (struct date){2018, 12, 31});
    move((struct date){0, 12, 25}, 7, (struct date){0, 1, 1});
    move((struct date){0, 2, 29}, 0, (struct date){0, 2, 28}); /* 2001 has no 29 February */
    move((struct date){2019, 3, 0}, 30, (struct date){2019, 4, 0});
    move((struct date){2019, 0, 0}, 200, (struct date){2020, 0, 0});
    struct date to;
    assert_false(date_shift(&to, (struct date){0, 0, 14}, 7, 2001));
    assert_false(date_shift(&to, (struct date){0, 3, 0}, 7, 2001));
    assert_false(date_shift(&to, (struct date){1, 1, 1}, -7, 2001));
    assert_false(date_shift(&to, (struct date){9999, 12, 31}, 1, 2001));
}

/* The days between two dates are the same after both were moved. */
static void intervals(void **state) {
    (void)state;
    for (int32_t n = 0; n < 20000; n += 137)
        for (int32_t by = -364; by <= 364; by += 91) {
            struct date a = date_of_days(n), b = date_of_days(n + 45), c, d;
            assert_true(date_shift(&c, a, by, 2001));
            assert_true(date_shift(&d, b, by, 2001));
            assert_int_equal(date_days(d) - date_days(c), 45);
        }
}

static unsigned age(struct date birth, struct date at) {
    uint8_t out = 0;
    return date_age(&out, birth, at) ? out : 999;
}

static void ages(void **state) {
    (void)state;
    assert_int_equal(age((struct date){2009, 3, 12}, (struct date){2022, 3, 11}), 12);
    assert_int_equal(age((struct date){2009, 3, 12}, (struct date){2022, 3, 12}), 13);
    assert_int_equal(age((struct date){2009, 0, 0}, (struct date){2022, 6, 30}), 12);
    assert_int_equal(age((struct date){2009, 0, 0}, (struct date){2022, 7, 1}), 13);
    assert_int_equal(age((struct date){2009, 3, 0}, (struct date){2022, 3, 14}), 12);
    assert_int_equal(age((struct date){2009, 3, 0}, (struct date){2022, 3, 0}), 13);
    assert_int_equal(age((struct date){2008, 2, 29}, (struct date){2009, 2, 28}), 0);
    assert_int_equal(age((struct date){2022, 3, 12}, (struct date){2022, 3, 12}), 0);
    assert_int_equal(age((struct date){2022, 3, 13}, (struct date){2022, 3, 12}), 999);
    assert_int_equal(age((struct date){1850, 1, 1}, (struct date){2022, 3, 12}), 999);
    assert_int_equal(age((struct date){0, 3, 12}, (struct date){2022, 3, 12}), 999);
    assert_int_equal(age((struct date){2009, 3, 12}, (struct date){0, 3, 12}), 999);
}

static void centuries(void **state) {
    (void)state;
    assert_int_equal(date_century(0), 2000);
    assert_int_equal(date_century(29), 2029);
    assert_int_equal(date_century(30), 1930);
    assert_int_equal(date_century(99), 1999);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days), cmocka_unit_test(every_day), cmocka_unit_test(existing),
        cmocka_unit_test(moving),     cmocka_unit_test(intervals), cmocka_unit_test(ages),
        cmocka_unit_test(centuries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
