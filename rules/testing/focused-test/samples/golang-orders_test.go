package orders_test

import (
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
)

// ruleid: focused-test
var _ = FDescribe("orders", func() {
	// ruleid: focused-test
	FIt("are placed", func() {
		Expect(place()).To(Equal(201))
	})

	// ok: focused-test
	It("are refunded", func() {
		Expect(place()).To(Equal(200))
	})

	// ruleid: focused-test
	It("are shipped", Focus, func() {
		Expect(place()).To(Equal(202))
	})

	DescribeTable("parts", func(parts int) {
		Expect(parts).To(BeNumerically(">", 0))
	},
		Entry("one", 1),
		// ruleid: focused-test
		FEntry("two", 2),
	)
})

func place() int {
	// ok: focused-test
	return Find(201)
}

func Find(status int) int { return status }
